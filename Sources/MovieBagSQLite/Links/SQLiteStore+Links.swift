import Mail
import MovieBag
import SQLite

/// Tests: LinkBudgetTests.swift, ResetStoreTests.swift
extension SQLiteStore: LinkStore {
    func requireRoom(for request: LinkRequest, within limits: Limits) throws {
        guard limits.countLinks else { return }
        try read { try $0.requireRoom(for: request, within: limits) }
    }

    func begin(_ request: LinkRequest, within limits: Limits) throws -> Bool {
        guard limits.countLinks || request.link != nil || request.entry != nil else { return false }
        return try write { connection in
            if let confirmation = request.confirmation { try connection.require(confirmation) }
            // Again, as others may have asked since.
            if limits.countLinks { try connection.requireRoom(for: request, within: limits) }
            let isMade = try request.link.map { try connection.makeLink($0, within: limits) } ?? false
            if limits.countLinks { try connection.count(request, madeLink: isMade) }
            if let entry = request.entry { try connection.record(entry) }
            return isMade
        }
    }

    func isPending(
        _ fingerprint: TokenFingerprint, for purpose: TokenPurpose, about subject: ObjectID, at now: UnixTime
    ) throws -> Bool {
        try read { connection in
            try connection.hasRow(
                """
                SELECT 1 FROM links
                WHERE fingerprint = ?1 AND purpose = ?4 AND coalesce(account, claim) = ?2 AND expires > ?3
                    AND repetitions IS NULL
                """,
                .blob(fingerprint.bytes), .blob(subject.bytes), .integer(now.seconds), .text(purpose.rawValue)
            )
        }
    }

    func withdraw(_ fingerprint: TokenFingerprint) throws {
        let fingerprint = SQLValue.blob(fingerprint.bytes)
        // As for sessions: looked for first.
        let isThere = try read { connection in
            try connection.hasRow(
                "SELECT 1 FROM links WHERE fingerprint = ?1 AND repetitions IS NULL", fingerprint)
        }
        guard isThere else { return }
        try write { try $0.run("DELETE FROM links WHERE fingerprint = ?1 AND repetitions IS NULL", fingerprint) }
    }

    func emailAddress(of account: AccountID) throws -> EmailAddress? {
        try read { connection in
            try connection.query("SELECT email FROM accounts WHERE id = ?1 AND deleted IS NULL", .blob(account.bytes)) {
                row in
                try row.step() ? try row.emailAddress(0) : nil
            }
        }
    }
}
