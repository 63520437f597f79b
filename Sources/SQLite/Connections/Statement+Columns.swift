import CSQLite

/// The columns of the row that ``step()`` reached, numbered from 0. NULL reads as 0 and as nothing.
///
/// Tests: StatementTests.swift, StatementColumnsTests.swift
extension Statement {
    /// Whether the column is NULL.
    package func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    /// The column as an integer.
    package func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    /// A copy of the column's bytes, of a blob or of UTF-8 text.
    package func bytes(_ column: Int32) -> [UInt8] {
        [UInt8](storage(column))
    }

    /// The column as text; bytes that are not UTF-8 become U+FFFD.
    package func text(_ column: Int32) -> String {
        String(decoding: storage(column), as: UTF8.self)
    }

    /// The column's bytes where they lie, until the next call of ``step()`` or ``reset()``. To be turned into a span on the
    /// spot, `lentBytes(0).span`, as an argument of a function that takes as many columns as it needs. (Closures, one inside
    /// another, took a tenth more instructions for a page of movies.)
    package func lentBytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        storage(column).assumingMemoryBound(to: UInt8.self)
    }

    /// Where SQLite keeps the bytes, until the next call of ``step()`` or ``reset()`` or a read as another type.
    ///
    /// The column is looked up once, where sqlite3_column_blob and sqlite3_column_bytes would do so twice. Its value comes
    /// without the protection of a mutex, which a connection that belongs to one thread has no use for
    /// (https://www.sqlite.org/c3ref/value.html).
    private func storage(_ column: Int32) -> UnsafeRawBufferPointer {
        let value = sqlite3_column_value(handle, column)
        // In this order, as the first may convert what the second counts. An empty blob has no address.
        let start = sqlite3_value_blob(value)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
    }
}
