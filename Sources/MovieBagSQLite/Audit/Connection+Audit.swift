import MovieBag
import SQLite

/// Tests: AuditStoreTests.swift
extension Connection {
    /// Records what a transaction does; to be called in it.
    func record(_ entry: AuditEntry) throws(SQLiteError) {
        try insert(entry.record)
    }

    /// Writes a row. Of a sum that is there already, the larger number stays.
    func insert(_ record: AuditRecord) throws(SQLiteError) {
        try run(
            """
            INSERT INTO audit (id, kind, account, actor, client, request, detail, times)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (id) DO UPDATE SET times = max(times, excluded.times)
            """,
            .blob(record.id.bytes), .text(record.kind), .identifier(record.account), .identifier(record.actor),
            .optional(record.client), .optional(record.request), .optional(record.detail), .integer(record.times))
    }

    /// The newest first. Each filter has an index that ends with the id, so a page costs what it holds.
    func records(_ query: AuditQuery) throws -> [AuditRecord] {
        let before = SQLValue.blob(query.after?.bytes ?? Array(repeating: 0xFF, count: 13))
        let (account, kind) = (SQLValue.identifier(query.account), SQLValue.optional(query.kind?.rawValue))
        let limit = SQLValue.integer(Int64(query.limit))
        switch (query.account, query.kind) {
        case (nil, nil):
            return try self.query(
                """
                SELECT id, kind, account, actor, client, request, detail, times FROM audit
                WHERE id < ?1 ORDER BY id DESC LIMIT ?2
                """, before, limit, body: Self.records)
        case (_?, nil):
            return try self.query(
                """
                SELECT id, kind, account, actor, client, request, detail, times FROM audit
                WHERE id < ?1 AND account = ?3 ORDER BY id DESC LIMIT ?2
                """, before, limit, account, body: Self.records)
        case (nil, _?):
            return try self.query(
                """
                SELECT id, kind, account, actor, client, request, detail, times FROM audit
                WHERE id < ?1 AND kind = ?3 ORDER BY id DESC LIMIT ?2
                """, before, limit, kind, body: Self.records)
        case (_?, _?):
            return try self.query(
                """
                SELECT id, kind, account, actor, client, request, detail, times FROM audit
                WHERE id < ?1 AND account = ?3 AND kind = ?4 ORDER BY id DESC LIMIT ?2
                """, before, limit, account, kind, body: Self.records)
        }
    }

    private static func records(_ row: Statement) throws -> [AuditRecord] {
        var records: [AuditRecord] = []
        while try row.step() {
            records.append(
                AuditRecord(
                    id: try row.identifier(0), kind: row.text(1),
                    account: row.isNull(2) ? nil : try row.identifier(2),
                    actor: row.isNull(3) ? nil : try row.identifier(3), client: row.isNull(4) ? nil : row.text(4),
                    request: row.isNull(5) ? nil : row.text(5), detail: row.isNull(6) ? nil : row.text(6),
                    times: row.integer(7)))
        }
        return records
    }
}

extension SQLValue {
    /// The bytes of an identifier; NULL when there is none.
    fileprivate static func identifier<Subject>(_ id: Identifier<Subject>?) -> SQLValue {
        id.map { .blob($0.bytes) } ?? .utf8(nil)
    }

    /// A text; NULL when there is none.
    fileprivate static func optional(_ text: String?) -> SQLValue {
        text.map { .text($0) } ?? .utf8(nil)
    }
}
