import MovieBag
import SQLite

/// Tests: GuessStoreTests.swift
extension SQLiteStore: GuessStore {
    func requireRoom(for guess: Guess, at now: UnixTime) throws {
        _ = try read { try $0.requireRoom(for: guess, at: now) }
    }

    func count(_ guess: Guess, at now: UnixTime, recording entry: AuditEntry) throws {
        try write { connection in
            try connection.count(guess, at: now)
            try connection.record(entry)
        }
    }

    func removeEmptyBuckets(at now: UnixTime, limit: Int) throws -> Bool {
        let (time, most) = (SQLValue.integer(now.milliseconds), SQLValue.integer(Int64(limit)))
        let unknown = SQLValue.integer(now.seconds - KnownClients.keptFor.components.seconds)
        // As for tokens: looked for first.
        let isAny = try read { connection in
            try connection.hasRow(
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM guesses WHERE is_account = 0 AND empty <= ?1)
                    OR EXISTS (SELECT 1 FROM guesses WHERE is_account = 1 AND empty <= ?1)
                    OR EXISTS (SELECT 1 FROM known_clients WHERE last <= ?2)
                """, time, unknown)
        }
        guard isAny else { return false }
        return try write { connection in
            var removed: Int = 0
            for isAccount in [SQLValue.integer(0), .integer(1)] {
                try connection.run(
                    """
                    DELETE FROM guesses WHERE key IN (
                        SELECT key FROM guesses WHERE is_account = ?3 AND empty <= ?1 LIMIT ?2)
                    """, time, most, isAccount)
                removed = max(removed, connection.changes)
            }
            try connection.run(
                """
                DELETE FROM known_clients WHERE (account, client) IN (
                    SELECT account, client FROM known_clients WHERE last <= ?1 LIMIT ?2)
                """, unknown, most)
            return max(removed, connection.changes) == limit
        }
    }
}
