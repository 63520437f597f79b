/// One JSON value (RFC 8259), with text as bytes so that two values are equal only when their bytes are.
///
/// Tests: JSONReaderTests.swift
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A number written without fraction and exponent that fits in 64 bits; `-0` is the integer 0.
    case integer(Int64)
    /// Any other number, as it was written: only its user knows how precise it must be.
    case number([UInt8])
    /// Valid UTF-8, with every escape resolved; it may contain NUL.
    case string([UInt8])
    case array([JSONValue])
    case object(JSONObject)

    /// Reads one JSON text, strictly as RFC 8259 has it, and refuses everything else.
    ///
    /// Refused beyond the grammar: a byte order mark, text that is not UTF-8, a lone surrogate in an escape, a member
    /// name that occurs twice in one object (names are compared after their escapes are resolved), and nesting deeper
    /// than `maximumDepth`. Time and memory grow linearly with the length of the text, which the caller bounds.
    ///
    /// - Parameters:
    ///   - bytes: the whole text; white space may surround the value, nothing else.
    ///   - maximumDepth: how many arrays and objects may stand inside each other. Reading uses the stack for each, so
    ///     it stays a small number.
    package init(parsing bytes: [UInt8], maximumDepth: Int = 32) throws(JSONError) {
        var reader = JSONReader(bytes, maximumDepth: maximumDepth)
        self = try reader.readText()
    }
}
