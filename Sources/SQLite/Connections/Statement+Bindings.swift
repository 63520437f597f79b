import CSQLite

/// Values for the `?` of a statement, numbered from 1. They are copied, and stay bound until bound anew.
///
/// Tests: StatementTests.swift
extension Statement {
    /// Binds an integer.
    package func bind(_ index: Int32, _ value: Int64) throws(SQLiteError) {
        try check(sqlite3_bind_int64(handle, index, value))
    }

    /// Binds a blob of any length.
    package func bind(_ index: Int32, blob: [UInt8]) throws(SQLiteError) {
        try bind(index, blob: blob.span.bytes)
    }

    /// Binds the bytes of any contiguous value as a blob.
    package func bind(_ index: Int32, blob: RawSpan) throws(SQLiteError) {
        try check(
            blob.withUnsafeBytes { bytes in
                // No address would bind NULL, so an empty blob borrows one.
                withUnsafeBytes(of: UInt8(0)) { empty in
                    csqlite_bind_blob_copy(
                        handle, index, bytes.baseAddress ?? empty.baseAddress, UInt64(bytes.count))
                }
            })
    }

    /// Binds text that is UTF-8 already; a NUL in it is kept.
    package func bind(_ index: Int32, text: [UInt8]) throws(SQLiteError) {
        try check(
            text.withUnsafeBytes { bytes in
                // As for blobs: an array without elements may have no address.
                withUnsafeBytes(of: UInt8(0)) { empty in
                    csqlite_bind_text_copy(
                        handle, index, bytes.baseAddress ?? empty.baseAddress, UInt64(bytes.count))
                }
            })
    }

    /// Binds text; a NUL in it is kept.
    package func bind(_ index: Int32, text: String) throws(SQLiteError) {
        var text = text
        try check(
            text.withUTF8 { bytes in
                withUnsafeBytes(of: UInt8(0)) { empty in
                    csqlite_bind_text_copy(
                        handle, index, UnsafeRawPointer(bytes.baseAddress) ?? empty.baseAddress, UInt64(bytes.count))
                }
            })
    }

    /// Binds NULL.
    package func bindNull(_ index: Int32) throws(SQLiteError) {
        try check(sqlite3_bind_null(handle, index))
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw failure() }
    }
}
