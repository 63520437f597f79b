import MovieBag
import SQLite

/// Tests: AuditStoreTests.swift
extension SQLiteStore: AuditStore {
    func record(_ entry: AuditEntry) throws {
        try write { try $0.record(entry) }
    }

    func recordLater(_ entry: AuditEntry) {
        let record = entry.record
        writeLater(record.id.bytes, within: .seconds(1)) { try $0.insert(record) }
    }

    func records(_ query: AuditQuery) throws -> [AuditRecord] {
        try read { try $0.records(query) }
    }

    func removeRecords(before time: UnixTime, limit: Int) throws -> Bool {
        let first = SQLValue.blob(Array(withUnsafeBytes(of: UInt32(clamping: time.seconds).bigEndian) { Array($0) }))
        // As for tokens: looked for first.
        guard try read({ try $0.hasRow("SELECT 1 FROM audit WHERE id < ?1", first) }) else { return false }
        return try write { connection in
            try connection.run(
                "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE id < ?1 ORDER BY id LIMIT ?2)", first,
                .integer(Int64(limit)))
            return connection.changes == limit
        }
    }

    func recording<Result>(_ entry: AuditEntry, _ body: () throws -> Result) throws -> Result {
        pendingEntry = entry
        defer { pendingEntry = nil }
        return try body()
    }
}
