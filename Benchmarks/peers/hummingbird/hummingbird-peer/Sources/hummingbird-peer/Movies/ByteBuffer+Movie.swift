import NIOCore

extension ByteBuffer {
    /// Writes the movie in the current row, whose columns are id, name, casts, genres, added_by.
    mutating func writeMovie(_ row: Statement) {
        writeStaticString(#"{"_id":{"$oid":""#)
        writeHexadecimal(row.bytes(0))
        writeStaticString(#""},"name":"#)
        writeJSON(string: row.bytes(1))
        // The lists are stored as JSON.
        writeStaticString(#","casts":"#)
        writeBytes(row.bytes(2))
        writeStaticString(#","genres":"#)
        writeBytes(row.bytes(3))
        writeStaticString(#","added_by":{"$oid":""#)
        writeHexadecimal(row.bytes(4))
        writeStaticString(#""}}"#)
    }
}
