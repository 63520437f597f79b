import Mail
import MovieBag
import SQLite

/// Tests: AddressChangeStoreTests.swift
extension SQLiteStore: AddressChangeStore {
    func isFree(_ address: EmailAddress, for account: AccountID, at now: UnixTime) throws -> Bool {
        try read { try $0.isFree(address, for: account, at: now) }
    }

    func address(
        behind fingerprint: TokenFingerprint, for purpose: TokenPurpose, of account: AccountID, at now: UnixTime
    ) throws -> EmailAddress? {
        try read { connection in
            try connection.query(
                """
                SELECT address FROM links
                WHERE fingerprint = ?1 AND purpose = ?2 AND account = ?3 AND expires > ?4 AND repetitions IS NULL
                    AND EXISTS (SELECT 1 FROM accounts WHERE id = account AND disabled IS NULL)
                """,
                .blob(fingerprint.bytes), .text(purpose.rawValue), .blob(account.bytes), .integer(now.seconds)
            ) { row in try row.step() ? try row.emailAddress(0) : nil }
        }
    }

    func confirm(_ change: ConfirmedAddress) throws {
        try write { connection in
            let new = try connection.useAddress(
                of: change.fingerprint, for: .email, of: change.account, at: change.time
            ).address
            guard try connection.isFree(new, for: change.account, at: change.time) else { throw TokenError.invalid }
            try connection.run(
                "UPDATE accounts SET email = ?3, verified = 1 WHERE id = ?1 AND email = ?2 AND deleted IS NULL",
                .blob(change.account.bytes), .text(change.old.text), .text(new.text))
            guard connection.changes == 1 else { throw TokenError.invalid }
            try connection.endSessions(of: change.account)
            try connection.voidLinks(of: change.account, for: [.reset, .email, .verify])
            try connection.record(change.entry)
            guard !new.matches(change.old) else { return }
            if let undo = try connection.oldestUndo(to: new, of: change.account, at: change.time) {
                // A link for the address that it leaves would give the account back to a thief with that address.
                try connection.voidUndos(of: change.account, after: undo)
                return try connection.post(change.returned)
            }
            _ = try connection.makeLink(change.undo, within: .none)
            try connection.placeUndo(change.undo.claims.fingerprint, of: change.account)
        }
    }

    func undo(_ change: UndoneAddress) throws {
        try write { connection in
            let (old, place) = try connection.useAddress(
                of: change.fingerprint, for: .undo, of: change.account, at: change.time)
            // No hash is empty, so no password is the right one.
            try connection.run(
                """
                UPDATE accounts SET email = ?2, verified = 1, password = ''
                WHERE id = ?1 AND deleted IS NULL AND disabled IS NULL
                """,
                .blob(change.account.bytes), .text(old.text))
            guard connection.changes == 1 else { throw TokenError.invalid }
            try connection.endSessions(of: change.account)
            try connection.endAPITokens(of: change.account)
            try connection.voidLinks(of: change.account, for: [.reset, .email, .verify])
            // Those of before stay: an owner undoes what a thief has undone.
            try connection.voidUndos(of: change.account, after: place)
            _ = try connection.makeLink(change.reset, within: .none)
            try connection.record(change.entry)
        }
    }
}

extension Connection {
    /// Whether no other account has an address or may have it back.
    func isFree(_ address: EmailAddress, for account: AccountID?, at now: UnixTime) throws(SQLiteError) -> Bool {
        try !hasRow(
            """
            SELECT 1 FROM accounts WHERE email = ?1 AND id <> ?2
            UNION ALL SELECT 1 FROM links WHERE address = ?1 AND purpose = 'undo' AND account <> ?2 AND expires > ?3
            """,
            .text(address.text), .blob(account?.bytes ?? []), .integer(now.seconds))
    }

    /// Uses a link up that goes with an address.
    ///
    /// - Returns: also when it was issued, which for an undo link is its place among those of the account.
    /// - Throws: `TokenError.invalid`.
    fileprivate func useAddress(
        of fingerprint: TokenFingerprint, for purpose: TokenPurpose, of account: AccountID, at now: UnixTime
    ) throws -> (address: EmailAddress, issued: Int64) {
        let address = try query(
            """
            DELETE FROM links
            WHERE fingerprint = ?1 AND purpose = ?2 AND account = ?3 AND expires > ?4 AND repetitions IS NULL
            RETURNING address, issued
            """,
            .blob(fingerprint.bytes), .text(purpose.rawValue), .blob(account.bytes), .integer(now.seconds)
        ) { row in try row.step() ? (try row.emailAddress(0), row.integer(1)) : nil }
        guard let address else { throw TokenError.invalid }
        // A link that is of no use any more is not mailed again.
        try dropMails(about: account.value, withLinksIn: [fingerprint.bytes])
        return address
    }
}
