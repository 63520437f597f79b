import MovieBag
import SQLite

/// Tests: DeadLetterTests.swift
extension SQLiteStore: DeadLetterStore {
    func removeDeadLetters(before time: UnixTime, limit: Int) throws -> Bool {
        let time = SQLValue.integer(time.milliseconds)
        // As for tokens: looked for first.
        guard try read({ try $0.hasRow("SELECT 1 FROM outbox WHERE buried < ?1", time) }) else { return false }
        return try write { connection in
            try connection.run(
                "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE buried < ?1 ORDER BY buried LIMIT ?2)",
                time,
                .integer(Int64(limit)))
            return connection.changes == limit
        }
    }
}
