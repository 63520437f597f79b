import Mail
import MovieBag
import SQLite

/// Tests: OwnAccountStoreTests.swift
extension SQLiteStore: OwnAccountStore {
    func profile(of account: AccountID) throws -> Profile? {
        try read { connection in
            try connection.query(
                """
                SELECT id, email, name, role, verified, disabled IS NOT NULL, language FROM accounts
                WHERE id = ?1 AND deleted IS NULL
                """, .blob(account.bytes)
            ) { row in try row.step() ? try Profile(row) : nil }
        }
    }

    func change(_ account: AccountID, to change: ProfileChange) throws {
        try write { connection in
            try connection.run(
                """
                UPDATE accounts SET name = iif(?2, ?3, name), language = iif(?4, ?5, language)
                WHERE id = ?1 AND deleted IS NULL
                """,
                .blob(account.bytes), .integer(change.name == nil ? 0 : 1),
                .utf8(change.name?.value.map { Array($0.text.utf8) }), .integer(change.language == nil ? 0 : 1),
                .utf8(change.language?.value.map { Array($0.utf8) }))
            guard connection.changes == 1 else { throw TokenError.invalid }
        }
    }

    func movieCount(of account: AccountID) throws -> Int {
        try read { connection in
            Int(
                try connection.query("SELECT movies FROM accounts WHERE id = ?1", .blob(account.bytes)) { row in
                    try row.step() ? row.integer(0) : 0
                })
        }
    }

    func password(of account: AccountID) throws -> PasswordHash? {
        try read { connection in
            try connection.query(
                "SELECT password FROM accounts WHERE id = ?1 AND deleted IS NULL", .blob(account.bytes)
            ) { row in try row.step() ? PasswordHash(phcString: row.text(0)) : nil }
        }
    }

    func change(_ change: PasswordChange) throws {
        try write { connection in
            try connection.require(change.confirmation)
            let account = change.confirmation.account
            if let notices = change.notices { try connection.spend(notices, for: account) }
            try connection.run(
                "UPDATE accounts SET password = ?2 WHERE id = ?1", .blob(account.bytes), .text(change.new.phcString))
            try connection.endSessions(of: account, except: change.confirmation.session)
            try connection.voidLinks(of: account, for: [.reset, .email])
            try connection.post(change.mail)
            try connection.record(change.entry)
        }
    }
}

extension Connection {
    /// Makes the links of an account for some purposes void, and takes the mails out that carry them.
    func voidLinks(of account: AccountID, for purposes: [TokenPurpose]) throws {
        for purpose in purposes {
            let void = try query(
                """
                DELETE FROM links WHERE account = ?1 AND purpose = ?2 AND repetitions IS NULL RETURNING fingerprint
                """,
                .blob(account.bytes), .text(purpose.rawValue)
            ) { try $0.fingerprints() }
            try dropMails(about: account.value, withLinksIn: void)
        }
    }
}

extension Profile {
    /// Reads the columns id, email, name, role, verified, whether disabled, language.
    init(_ row: Statement) throws {
        self.init(
            account: try row.identifier(0), email: try row.emailAddress(1),
            name: row.isNull(2) ? nil : DisplayName(stored: row.text(2)), role: Role(rawValue: row.text(3)) ?? .member,
            isVerified: row.integer(4) == 1, isDisabled: row.integer(5) == 1,
            language: row.isNull(6) ? nil : row.text(6))
    }
}
