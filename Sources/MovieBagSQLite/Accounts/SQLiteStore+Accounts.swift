import Mail
import MovieBag
import SQLite

extension SQLiteStore: AccountStore {
    package func add(_ account: Account) throws {
        try write { connection in
            let insert = try connection.statement("INSERT INTO accounts (id, email, password) VALUES (?, ?, ?)")
            try insert.bind(1, blob: account.id.bytes)
            try insert.bind(2, text: account.email.text)
            try insert.bind(3, text: account.password.phcString)
            do {
                try insert.run()
            } catch let error as SQLiteError where error.violates("accounts.email") {
                throw AccountError.emailTaken
            }
        }
    }

    package func account(withEmail email: EmailAddress) throws -> Account? {
        try read { connection in
            // The column compares without regard to ASCII case (COLLATE NOCASE).
            let select = try connection.statement("SELECT id, email, password FROM accounts WHERE email = ?")
            try select.bind(1, text: email.text)
            return try select.query { row in
                guard try row.step() else { return nil }
                return Account(
                    id: try row.identifier(0), email: try row.emailAddress(1),
                    password: PasswordHash(phcString: row.text(2)))
            }
        }
    }

    package func open(_ session: Session, provenBy password: PasswordHash) throws {
        try write { connection in
            try connection.forgetSomeExpired(
                "DELETE FROM sessions WHERE fingerprint IN (SELECT fingerprint FROM sessions WHERE expires <= ? LIMIT 4)",
                before: session.opened)
            let insert = try connection.statement(
                """
                INSERT INTO sessions (fingerprint, account, expires)
                SELECT ?1, id, ?3 FROM accounts WHERE id = ?2 AND password = ?4
                """)
            try insert.bind(1, blob: session.fingerprint.bytes)
            try insert.bind(2, blob: session.account.bytes)
            try insert.bind(3, session.expires.seconds)
            try insert.bind(4, text: password.phcString)
            try insert.run()
            guard connection.changes == 1 else { throw AccountError.wrongCredentials }
        }
    }

    package func hasSession(
        _ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> Bool {
        try read { connection in
            let select = try connection.statement(
                "SELECT 1 FROM sessions WHERE fingerprint = ? AND account = ? AND expires > ?")
            try select.bind(1, blob: fingerprint.bytes)
            try select.bind(2, blob: account.bytes)
            try select.bind(3, now.seconds)
            return try select.query { try $0.step() }
        }
    }
}

extension Connection {
    /// Removes a few rows whose time is up. Each new row takes up to four old ones away, so tables stay small
    /// without a task that cleans them.
    func forgetSomeExpired(_ delete: StaticString, before now: UnixTime) throws {
        let delete = try statement(delete)
        try delete.bind(1, now.seconds)
        try delete.run()
    }
}
