import MovieBag
import SQLite

/// Tests: TokenStoreTests.swift
extension SQLiteStore: TokenStore {
    func removeExpired(at now: UnixTime, limit: Int) throws -> Bool {
        let now = SQLValue.integer(now.seconds)
        // Looked for first: most times there is none, and a write would make others wait.
        let isAny = try read { connection in
            try connection.hasRow(
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM sessions WHERE expires <= ?1)
                    OR EXISTS (SELECT 1 FROM links WHERE expires <= ?1)
                """, now
            )
        }
        guard isAny else { return false }
        return try write { connection in
            try connection.run(
                """
                DELETE FROM sessions
                WHERE fingerprint IN (SELECT fingerprint FROM sessions WHERE expires <= ?1 LIMIT ?2)
                """, now, .integer(Int64(limit)))
            let sessions = connection.changes
            try connection.run(
                """
                DELETE FROM links
                WHERE fingerprint IN (SELECT fingerprint FROM links WHERE expires <= ?1 LIMIT ?2)
                """, now, .integer(Int64(limit)))
            return max(sessions, connection.changes) == limit
        }
    }
}
