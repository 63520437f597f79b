import MovieBag
import SQLite

/// Tests: APITokenStoreTests.swift
extension SQLiteStore: APITokenStore {
    func add(
        _ token: APIToken, _ fingerprint: TokenFingerprint, confirmedBy confirmation: Confirmation,
        within limits: Limits, recording entry: AuditEntry
    ) throws {
        try write { connection in
            try connection.require(confirmation)
            let account = SQLValue.blob(token.account.bytes)
            try connection.run(
                "DELETE FROM api_tokens WHERE account = ?1 AND expires <= ?2", account, .integer(token.opened.seconds))
            let isFull = try connection.hasRow(
                "SELECT 1 FROM api_tokens WHERE account = ?1 LIMIT 1 OFFSET ?2", account,
                .integer(Int64(limits.tokensPerAccount) - 1))
            guard !isFull else {
                throw InvalidValue(
                    "name", "the account has \(limits.tokensPerAccount) tokens, which is the most there may be")
            }
            try connection.run(
                """
                INSERT INTO api_tokens (id, account, fingerprint, name, scope, opened, used, expires)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)
                """,
                .blob(token.id.bytes), account, .blob(fingerprint.bytes), .text(token.name.text),
                .text(token.scope.rawValue), .integer(token.opened.milliseconds), .integer(token.expires.seconds))
            try connection.record(entry)
        }
    }

    func apiToken(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> APIToken? {
        try read { connection in
            try connection.query(
                """
                SELECT id, account, name, scope, opened, used, expires FROM api_tokens
                WHERE fingerprint = ?1 AND expires > ?2
                """,
                .blob(fingerprint.bytes), .integer(now.seconds)
            ) { row in try row.step() ? try APIToken(row) : nil }
        }
    }

    func apiTokens(
        of account: AccountID, after position: APITokenID?, limit: Int, at now: UnixTime
    ) throws -> [APIToken] {
        try read { connection in
            try connection.query(
                """
                SELECT id, account, name, scope, opened, used, expires FROM api_tokens
                WHERE account = ?1 AND id > ?2 AND expires > ?3 ORDER BY id LIMIT ?4
                """,
                .blob(account.bytes), .blob(position?.bytes ?? []), .integer(now.seconds), .integer(Int64(limit))
            ) { row in
                var tokens: [APIToken] = []
                while try row.step() { if let token = try APIToken(row) { tokens.append(token) } }
                return tokens
            }
        }
    }

    func remove(_ token: APITokenID, of account: AccountID, recording entry: AuditEntry) throws -> Bool {
        try write { connection in
            try connection.run(
                "DELETE FROM api_tokens WHERE id = ?1 AND account = ?2", .blob(token.bytes), .blob(account.bytes))
            guard connection.changes == 1 else { return false }
            try connection.record(entry)
            return true
        }
    }

    func noteUse(of token: APITokenID, at now: UnixTime) {
        writeLater(token.bytes, within: .seconds(60)) { connection in
            try connection.run(
                "UPDATE api_tokens SET used = max(used, ?2) WHERE id = ?1", .blob(token.bytes),
                .integer(now.milliseconds))
        }
    }
}

extension Connection {
    func endAPITokens(of account: AccountID) throws(SQLiteError) {
        try run("DELETE FROM api_tokens WHERE account = ?1", .blob(account.bytes))
    }
}

extension APIToken {
    /// Reads the columns that are selected above; `nil` for a scope that only a later version of the program knows.
    fileprivate init?(_ row: Statement) throws {
        guard let scope = Scope(rawValue: row.text(3)) else { return nil }
        self.init(
            id: try row.identifier(0), account: try row.identifier(1), name: DisplayName(stored: row.text(2)),
            scope: scope, opened: UnixTime(milliseconds: row.integer(4)), used: UnixTime(milliseconds: row.integer(5)),
            expires: UnixTime(seconds: row.integer(6)))
    }
}
