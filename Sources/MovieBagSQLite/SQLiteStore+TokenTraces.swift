import MovieBag
import SQLite

/// Tests: TokenStoreTests.swift
extension SQLiteStore: TokenStore {
    func removeExpired(at now: UnixTime, limit: Int) throws -> Bool {
        let time = now
        let now = SQLValue.integer(time.seconds)
        // Looked for first: most times there is none, and a write would make others wait.
        let isAny = try read { connection in
            try connection.hasRow(
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM sessions WHERE expires <= ?1)
                    OR EXISTS (SELECT 1 FROM links WHERE expires <= ?1)
                    OR EXISTS (SELECT 1 FROM api_tokens WHERE expires <= ?1)
                    OR EXISTS (SELECT 1 FROM claims WHERE expires <= ?1)
                    OR EXISTS (SELECT 1 FROM invitations WHERE expires <= ?1)
                    OR EXISTS (SELECT 1 FROM idempotency_keys WHERE expires <= ?1)
                """, now
            )
        }
        guard isAny else { return false }
        return try write { connection in
            var isMoreLeft = try connection.removeExpiredKeys(at: time, limit: limit)
            for delete in Self.deletions {
                try connection.run(delete, now, .integer(Int64(limit)))
                if connection.changes == limit { isMoreLeft = true }
            }
            return isMoreLeft
        }
    }

    private static let deletions: [StaticString] = [
        """
        DELETE FROM sessions WHERE fingerprint IN (SELECT fingerprint FROM sessions WHERE expires <= ?1 LIMIT ?2)
        """,
        "DELETE FROM links WHERE fingerprint IN (SELECT fingerprint FROM links WHERE expires <= ?1 LIMIT ?2)",
        "DELETE FROM api_tokens WHERE id IN (SELECT id FROM api_tokens WHERE expires <= ?1 LIMIT ?2)",
        // With their links.
        "DELETE FROM claims WHERE id IN (SELECT id FROM claims WHERE expires <= ?1 LIMIT ?2)",
        "DELETE FROM invitations WHERE id IN (SELECT id FROM invitations WHERE expires <= ?1 LIMIT ?2)",
    ]
}
