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

    /// Appends the bytes of the columns 0, 1, 2 … to a buffer, one after the other, and where each ends to `ends`.
    ///
    /// Each column is looked up once and room is made once for the row: with one ``bytes(_:)`` after the other a page of
    /// fifty rows takes a tenth more instructions. Columns must be of the type that they are read as, blobs or text.
    ///
    /// - Parameter count: at most 8.
    package func append(firstColumns count: Int, to buffer: inout [UInt8], ends: inout [Int]) {
        // Not protected by a mutex, which a connection that belongs to one thread has no use for
        // (https://www.sqlite.org/c3ref/value.html).
        var values = InlineArray<8, OpaquePointer?>(repeating: nil)
        var size = 0
        for column in 0..<count {
            values[column] = sqlite3_column_value(handle, Int32(column))
            size += Int(sqlite3_value_bytes(values[column]))
            ends.append(buffer.count + size)
        }
        buffer.append(addingCapacity: size) { output in
            output.withUnsafeMutableBufferPointer { room, filled in
                for column in 0..<count {
                    guard let source = sqlite3_value_blob(values[column]), let base = room.baseAddress else { continue }
                    let length = Int(sqlite3_value_bytes(values[column]))
                    precondition(length <= size - filled)
                    UnsafeMutableRawPointer(base + filled).copyMemory(from: source, byteCount: length)
                    filled += length
                }
            }
        }
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
