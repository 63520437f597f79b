/// The lines of a text file as any editor may have saved it: ended by LF, CR LF or CR, perhaps with a byte order mark.
///
/// Tests: SettingsFileTests.swift, KeyFileTests.swift
enum FileLines {
    /// The lines, without what ends them and without a byte order mark.
    static func of(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? rest.endIndex
            var line = rest[..<end]
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
            lines.append(line)
            let isPair = rest[end...].starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
            rest = rest[end...].dropFirst(isPair ? 2 : 1)
        }
        return lines
    }

    /// A text without the white space of ASCII at its ends.
    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = text.drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return text[text.endIndex...] }
        return start[...last]
    }

    /// Whether a byte is white space of ASCII.
    static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (0x09...0x0d).contains(byte) }
}
