import Mail
import MovieBag
import SQLite

/// Tests: AccountStoreTests.swift
extension SQLiteStore: AccountStore {
    func add(_ account: Account, recording entry: AuditEntry) throws {
        try write { connection in
            try connection.add(account)
            try connection.record(entry)
        }
    }

    func account(withEmail email: EmailAddress) throws -> Account? {
        try read { connection in
            // The column compares without regard to ASCII case (COLLATE NOCASE).
            try connection.query(
                "SELECT id, email, password, name, role, verified FROM accounts WHERE email = ?1", .text(email.text)
            ) { row in
                guard try row.step() else { return nil }
                return Account(
                    id: try row.identifier(0), email: try row.emailAddress(1),
                    password: PasswordHash(phcString: row.text(2)),
                    name: row.isNull(3) ? nil : DisplayName(stored: row.text(3)),
                    role: Role(rawValue: row.text(4)) ?? .member, isVerified: row.integer(5) == 1)
            }
        }
    }

    func password(ofEmail email: EmailAddress) throws -> StoredPassword? {
        try read { connection in
            try connection.query(
                "SELECT id, password, disabled IS NOT NULL, verified FROM accounts WHERE email = ?1", .text(email.text)
            ) { row in try row.step() ? try StoredPassword(row) : nil }
        }
    }

    func open(_ logIn: LogIn) throws {
        try write { [sessionUses] connection in
            let session = logIn.session
            let state = try logIn.guess.map { try connection.requireRoom(for: $0, at: session.opened) }
            try connection.renewPassword(by: logIn)
            try connection.run(
                """
                INSERT INTO sessions (fingerprint, account, expires, kind, opened, used, client, agent)
                SELECT ?1, id, ?3, ?5, ?6, ?6, ?7, ?8 FROM accounts WHERE id = ?2 AND password = ?4 AND disabled IS NULL
                """,
                .blob(session.fingerprint.bytes), .blob(session.account.bytes), .integer(session.expires.seconds),
                .text((logIn.renewed ?? logIn.password).phcString), .text(session.kind.rawValue),
                .integer(session.opened.milliseconds), .utf8(logIn.origin.client.map { Array($0.utf8) }),
                .utf8(logIn.origin.agent.map { Array($0.utf8) }))
            guard connection.changes == 1 else { throw AccountError.wrongCredentials }
            try connection.endSessions(beyond: logIn, sessionUses)
            try connection.noteLogIn(of: session.account, from: logIn.network, at: session.opened)
            if state?.known == nil { try connection.tellOfNewClient(by: logIn) }
            try connection.noteKnownClient(
                logIn.guess?.network, of: session.account, before: state?.known, at: session.opened)
            try connection.record(logIn.entry)
        }
    }

    func isAdministrator(_ account: AccountID) throws -> Bool {
        try read { try $0.isAdministrator(account) }
    }

    func logInOrigins(at now: UnixTime) throws -> [LogInOrigin] {
        try read { try $0.logInOrigins(at: now) }
    }

    func session(
        _ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> KeptSession? {
        try read { try $0.session(fingerprint, of: account, at: now) }
    }

    func hasAccounts() throws -> Bool {
        try read { try $0.hasRow("SELECT 1 FROM accounts LIMIT 1") }
    }

    func session(
        _ fingerprint: TokenFingerprint, at now: UnixTime
    ) throws -> (account: AccountID, session: KeptSession)? {
        try read { try $0.session(fingerprint, at: now) }
    }

    func note(_ use: SessionUse, of fingerprint: TokenFingerprint) {
        guard sessionUses.note(use, of: fingerprint), let limit = use.writeWithin else { return }
        writeLater(fingerprint.bytes, within: limit) { [sessionUses] connection in
            // The latest by then.
            try connection.write(sessionUses.takeToWrite(fingerprint) ?? use, of: fingerprint)
        }
    }

    func end(_ fingerprint: TokenFingerprint) throws {
        let fingerprint = SQLValue.blob(fingerprint.bytes)
        // Looked for first: a client that sends the same token again and again costs no write.
        let isThere = try read { connection in
            try connection.hasRow("SELECT 1 FROM sessions WHERE fingerprint = ?1", fingerprint)
        }
        guard isThere else { return }
        try write { try $0.run("DELETE FROM sessions WHERE fingerprint = ?1", fingerprint) }
    }
}

extension StoredPassword {
    /// Reads the columns id, password, disabled IS NOT NULL, verified.
    init(_ row: Statement) throws {
        self.init(
            account: try row.identifier(0), hash: PasswordHash(phcString: row.text(1)),
            isDisabled: row.integer(2) == 1, isVerified: row.integer(3) == 1)
    }
}

extension Connection {
    /// Whether an account is an administrator who is not disabled.
    func isAdministrator(_ account: AccountID) throws(SQLiteError) -> Bool {
        try hasRow(
            """
            SELECT 1 FROM accounts WHERE id = ?1 AND role = 'administrator' AND disabled IS NULL AND deleted IS NULL
            """, .blob(account.bytes))
    }
}
