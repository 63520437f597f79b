/// Reads one JSON text from its first byte to its last: values, arrays and objects.
///
/// Every access to `bytes` is checked by the array, so that no fault in here can read outside of hostile input.
struct JSONReader {
    let bytes: [UInt8]
    var position = 0
    private var remainingDepth: Int

    init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        remainingDepth = maximumDepth
    }

    mutating func readText() throws(JSONError) -> JSONValue {
        try beginText()
        let value = try readValue()
        try endText()
        return value
    }

    /// Steps to the value of the text.
    mutating func beginText() throws(JSONError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw error(.byteOrderMark) }
        skipWhiteSpace()
    }

    /// Sees to it that nothing follows the value.
    mutating func endText() throws(JSONError) {
        skipWhiteSpace()
        guard position == bytes.count else { throw error(.textAfterValue) }
    }

    /// Whether a value of any type may begin with `byte`.
    func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "t"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private mutating func readValue() throws(JSONError) -> JSONValue {
        guard let byte = peek else { throw error(.unexpectedEnd) }
        return switch byte {
        case UInt8(ascii: "\""): .string(try readString())
        case UInt8(ascii: "{"): try readObject()
        case UInt8(ascii: "["): try readArray()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        case UInt8(ascii: "t"): try readWord("true", .bool(true))
        case UInt8(ascii: "f"): try readWord("false", .bool(false))
        case UInt8(ascii: "n"): try readWord("null", .null)
        default: throw error(.expectedValue)
        }
    }

    private mutating func readArray() throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if peek == UInt8(ascii: "]") { return leave(with: .array(elements)) }
        while true {
            elements.append(try readValue())
            guard try readComma(orEnd: UInt8(ascii: "]")) else { return leave(with: .array(elements)) }
        }
    }

    private mutating func readObject() throws(JSONError) -> JSONValue {
        try enter()
        var object = UniqueMembers()
        if peek == UInt8(ascii: "}") { return leave(with: .object(JSONObject(uniqueMembers: []))) }
        while true {
            let start = position
            let name = try readName()
            let value = try readValue()
            guard object.append(.init(name: name, value: value)) else { throw error(.duplicateName, at: start) }
            guard try readComma(orEnd: UInt8(ascii: "}")) else {
                return leave(with: .object(JSONObject(uniqueMembers: object.members)))
            }
        }
    }

    /// Reads the name of a member and steps past its colon to its value.
    mutating func readName() throws(JSONError) -> [UInt8] {
        guard peek == UInt8(ascii: "\"") else { throw unexpected(.expectedName) }
        let name = try readString()
        skipWhiteSpace()
        guard peek == UInt8(ascii: ":") else { throw unexpected(.expectedColon) }
        position += 1
        skipWhiteSpace()
        return name
    }

    /// Steps past an opening bracket.
    mutating func enter() throws(JSONError) {
        guard remainingDepth > 0 else { throw error(.tooDeep) }
        remainingDepth -= 1
        position += 1
        skipWhiteSpace()
    }

    /// Steps past a closing bracket.
    mutating func leave() {
        remainingDepth += 1
        position += 1
    }

    private mutating func leave(with value: JSONValue) -> JSONValue {
        leave()
        return value
    }

    /// Steps past a comma after an element; false when the closing bracket comes instead.
    mutating func readComma(orEnd end: UInt8) throws(JSONError) -> Bool {
        skipWhiteSpace()
        if peek == end { return false }
        guard peek == UInt8(ascii: ",") else { throw unexpected(.expectedCommaOrEnd) }
        position += 1
        skipWhiteSpace()
        return true
    }

    mutating func readWord(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let end = min(position + word.utf8CodeUnitCount, bytes.count)
        guard Array(bytes[position..<end]).equals(word) else { throw error(.expectedValue) }
        position = end
        return value
    }

    private mutating func skipWhiteSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// The byte to be read next, `nil` at the end of the text.
    var peek: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    func error(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
        JSONError(offset: offset ?? position, reason: reason)
    }

    /// An error about the next byte, or about there being none.
    func unexpected(_ reason: JSONError.Reason) -> JSONError {
        error(peek == nil ? .unexpectedEnd : reason)
    }
}
