import MovieBag
import SQLite

/// Tests: SessionStoreTests.swift
extension SQLiteStore: SessionStore {
    func sessions(
        of account: AccountID, after position: SessionID?, limit: Int, at now: UnixTime
    ) throws -> [SessionStatus] {
        try read { [sessionUses] connection in
            // Fingerprints begin with the identifiers.
            try connection.query(
                """
                SELECT fingerprint, kind, opened, used, expires, client, agent FROM sessions
                WHERE account = ?1 AND expires > ?2 AND fingerprint > ?3 ORDER BY fingerprint LIMIT ?4
                """,
                .blob(account.bytes), .integer(now.seconds),
                .blob(position.map { $0.bytes + Array(repeating: 0xFF, count: 20) } ?? []), .integer(Int64(limit))
            ) { row in
                var sessions: [SessionStatus] = []
                while try row.step() {
                    guard let kind = SessionKind(rawValue: row.text(1)) else { continue }
                    let fingerprint = try row.fingerprint(0)
                    let used = max(
                        UnixTime(milliseconds: row.integer(3)),
                        sessionUses.latest(of: fingerprint)?.time ?? .init(seconds: 0))
                    sessions.append(
                        SessionStatus(
                            fingerprint: fingerprint, kind: kind, opened: UnixTime(milliseconds: row.integer(2)),
                            used: used, expires: UnixTime(seconds: row.integer(4)),
                            origin: SessionOrigin(
                                client: row.isNull(5) ? nil : row.text(5), agent: row.isNull(6) ? nil : row.text(6))))
                }
                return sessions
            }
        }
    }

    func end(_ session: SessionID, of account: AccountID, recording entry: AuditEntry) throws -> Bool {
        try write { connection in
            try connection.run(
                "DELETE FROM sessions WHERE account = ?1 AND fingerprint BETWEEN ?2 AND ?3",
                .blob(account.bytes), .blob(session.bytes),
                .blob(session.bytes + Array(repeating: 0xFF, count: 20)))
            guard connection.changes > 0 else { return false }
            try connection.record(entry)
            return true
        }
    }

    func endSessions(
        of account: AccountID, except remaining: TokenFingerprint?, andAPITokens tokens: Bool,
        recording entry: AuditEntry
    ) throws {
        try write { connection in
            try connection.endSessions(of: account, except: remaining)
            if tokens { try connection.endAPITokens(of: account) }
            try connection.record(entry)
        }
    }
}

extension Connection {
    /// Ends every session of an account but one.
    func endSessions(of account: AccountID, except remaining: TokenFingerprint? = nil) throws(SQLiteError) {
        try run(
            "DELETE FROM sessions WHERE account = ?1 AND fingerprint <> ?2", .blob(account.bytes),
            .blob(remaining?.bytes ?? []))
    }
}
