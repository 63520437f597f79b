import NIOCore

extension ByteBuffer {
    /// Writes a JSON string with its quotes; only what must be escaped is.
    mutating func writeJSON(string text: UnsafeRawBufferPointer) {
        writeInteger(UInt8(ascii: "\""))
        var rest = text[...]
        while let special = rest.firstIndex(where: Self.mustEscape) {
            writeBytes(UnsafeRawBufferPointer(rebasing: rest[..<special]))
            writeEscape(rest[special])
            rest = rest[(special + 1)...]
        }
        writeBytes(UnsafeRawBufferPointer(rebasing: rest))
        writeInteger(UInt8(ascii: "\""))
    }

    /// Writes a JSON string with its quotes, like the other of this name.
    mutating func writeJSON(string text: String) {
        var text = text
        text.withUTF8 { writeJSON(string: UnsafeRawBufferPointer($0)) }
    }

    /// Writes an array of strings, without spaces.
    mutating func writeJSON(strings: [String]) {
        writeInteger(UInt8(ascii: "["))
        for (index, text) in strings.enumerated() {
            if index > 0 { writeInteger(UInt8(ascii: ",")) }
            writeJSON(string: text)
        }
        writeInteger(UInt8(ascii: "]"))
    }

    /// Writes bytes as lower-case hexadecimal digits.
    mutating func writeHexadecimal(_ bytes: some Collection<UInt8>) {
        writeWithUnsafeMutableBytes(minimumWritableBytes: 2 * bytes.count) { digits in
            Hexadecimal.write(bytes, to: digits.bindMemory(to: UInt8.self))
            return 2 * bytes.count
        }
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func writeEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): writeStaticString("\\\"")
        case UInt8(ascii: "\\"): writeStaticString("\\\\")
        case 0x08: writeStaticString("\\b")
        case 0x09: writeStaticString("\\t")
        case 0x0A: writeStaticString("\\n")
        case 0x0C: writeStaticString("\\f")
        case 0x0D: writeStaticString("\\r")
        default:
            writeStaticString("\\u00")
            writeHexadecimal(CollectionOfOne(byte))
        }
    }
}
