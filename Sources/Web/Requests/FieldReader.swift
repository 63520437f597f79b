import Text

/// Reads the value of a header field from its front, by the rules that many fields share (RFC 9110, section 5.6).
///
/// Tests: AcceptedTypesTests.swift
struct FieldReader {
    private var rest: ArraySlice<UInt8>

    init(_ field: [UInt8]) {
        rest = field[...]
    }

    /// Skips commas and blanks, as a list may have empty elements; false at the end.
    mutating func skipEmptyElements() -> Bool {
        while let byte = rest.first, byte == UInt8(ascii: ",") || Self.isBlank(byte) { rest.removeFirst() }
        return !rest.isEmpty
    }

    /// Whether the element of a list is over, which the blanks before it do not belong to.
    var isAtEndOfElement: Bool {
        let next = rest.first { !Self.isBlank($0) }
        return next == nil || next == UInt8(ascii: ",")
    }

    mutating func skipBlanks() {
        while let byte = rest.first, Self.isBlank(byte) { rest.removeFirst() }
    }

    /// Takes one character off the front, if it stands there.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes blanks and a character off the front, or nothing.
    mutating func takeAfterBlanks(_ character: Unicode.Scalar) -> Bool {
        var later = self
        later.skipBlanks()
        guard later.take(character) else { return false }
        self = later
        return true
    }

    /// Takes a token off the front (section 5.6.2); `nil` when there is none.
    mutating func token() -> ArraySlice<UInt8>? {
        let token = rest.prefix(while: Self.isPartOfToken)
        rest = rest.dropFirst(token.count)
        return token.isEmpty ? nil : token
    }

    /// Takes a token or a quoted string off the front, the latter with what is escaped in it as it stands (section 5.6.4).
    mutating func value() -> ArraySlice<UInt8>? {
        guard take("\"") else { return token() }
        let start = rest
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return start[..<(rest.startIndex - 1)] }
            guard Self.isText(byte), byte != UInt8(ascii: "\\") || rest.popFirst().map(Self.isText) == true
            else { return nil }
        }
        return nil
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\t") || byte >= 0x20 && byte != 0x7f
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private static func isPartOfToken(_ byte: UInt8) -> Bool {
        byte.isLetterOrDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
