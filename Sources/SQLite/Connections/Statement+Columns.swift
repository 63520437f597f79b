import CSQLite

/// The columns of the row that ``step()`` reached, numbered from 0. NULL reads as 0 and as nothing.
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

    /// Appends the column's bytes to a buffer, without a copy in between.
    package func append(_ column: Int32, to buffer: inout [UInt8]) {
        buffer.append(contentsOf: storage(column))
    }

    /// Lends the column's bytes to `body`, where they lie; they end with it.
    package func withBytes<Result, Failure: Error>(
        _ column: Int32, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage(column).assumingMemoryBound(to: UInt8.self).span)
    }

    /// Where SQLite keeps the bytes, until the next call of ``step()`` or ``reset()`` or a read as another type.
    private func storage(_ column: Int32) -> UnsafeRawBufferPointer {
        // In this order, as the first may convert what the second counts. An empty blob has no address.
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }
}
