import Glibc
import JSON
import TestFiles
import Testing

@Suite struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("", #""""#),
        ("plain", #""plain""#),
        ("\"", #""\"""#),
        ("a\\b", #""a\\b""#),
        ("/", #""/""#),
        ("\u{8}\u{9}\u{A}\u{C}\u{D}", #""\b\t\n\f\r""#),
        ("\0\u{1}\u{B}\u{1F}", #""\u0000\u0001\u000b\u001f""#),
        ("\u{7F}é\u{2028}🎬", "\"\u{7F}é\u{2028}🎬\""),
        ("12345678\n12345678\"", #""12345678\n12345678\"""#),
    ])
    func stringsAreQuotedAndEscaped(text: String, expected: String) {
        #expect(written { $0.string(Array(text.utf8)) } == expected)
        #expect(written { $0.string(Array("<\(text)>".utf8)[1...].dropLast()) } == expected)
        #expect(written { writer in Array(text.utf8).withUnsafeBytes { writer.string($0) } } == expected)
    }

    @Test(arguments: [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x00, 0x1F, 0x20, 0x21, 0x23, 0x5B, 0x5D, 0x7F])
    func byteIsTreatedAlikeWhereverItStands(byte: UInt8) throws {
        // Eight bytes are looked at together: each place in and after such a word, with each neighbour that could
        // disturb the arithmetic.
        for length in 1...20 {
            for neighbour: UInt8 in [0x00, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F] {
                for place in 0..<length {
                    var text = [UInt8](repeating: neighbour, count: length)
                    text[place] = byte
                    var writer = JSONWriter()
                    writer.string(text)
                    #expect(try JSONValue(parsing: writer.bytes) == .string(text))
                }
            }
        }
    }

    @Test(
        arguments: [
            (0x00, #"\u0000"#), (0x07, #"\u0007"#), (0x08, #"\b"#), (0x09, #"\t"#), (0x0A, #"\n"#), (0x0B, #"\u000b"#),
            (0x0C, #"\f"#), (0x0D, #"\r"#), (0x0E, #"\u000e"#), (0x1F, #"\u001f"#), (0x22, #"\""#), (0x5C, #"\\"#),
        ] as [(UInt8, String)])
    func escapeIsTheSameAtEveryPlace(byte: UInt8, escape: String) {
        for length in 1...20 {
            for place in 0..<length {
                var text = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                text[place] = byte
                let (before, after) = (String(repeating: "a", count: place), length - place - 1)
                let expected = "\"\(before)\(escape)\(String(repeating: "a", count: after))\""
                #expect(written { $0.string(text) } == expected)
            }
            let repeated = [UInt8](repeating: byte, count: length)
            #expect(written { $0.string(repeated) } == "\"\(String(repeating: escape, count: length))\"")
        }
    }

    private struct NoText: Error {}

    /// All scalars of Unicode as UTF-8, written by iconv(3): one by one it would take a debug build most of a second.
    private static func everyScalar() throws -> [UInt8] {
        var scalars = Array(UInt32(0)...0xD7FF) + Array(UInt32(0xE000)...0x10FFFF)
        let converter = iconv_open("UTF-8", "UTF-32LE")
        try #require(converter != iconv_t(bitPattern: -1))
        defer { iconv_close(converter) }
        return try [UInt8](unsafeUninitializedCapacity: 4 * scalars.count) { output, count in
            try scalars.withUnsafeMutableBytes { input in
                var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var (left, room) = (input.count, output.count)
                try #require(iconv(converter, &from, &left, &to, &room) == 0 && left == 0)
                count = output.count - room
            }
        }
    }

    @Test func everyScalarSurvivesARoundTrip() throws {
        let text = try Self.everyScalar()
        #expect(text.count == 0x80 + 2 * 0x780 + 3 * (0xF800 - 0x800) + 4 * 0x100000)
        var writer = JSONWriter()
        writer.string(text)
        guard case .string(let read) = try JSONValue(parsing: writer.bytes) else { throw NoText() }
        #expect(areSame(read, text))
    }

    @Test(
        arguments: [
            (0, "0"), (7, "7"), (-1, "-1"), (1_763_889_000, "1763889000"),
            (.max, "9223372036854775807"), (.min, "-9223372036854775808"),
        ] as [(Int64, String)])
    func integersAreDecimal(value: Int64, expected: String) {
        #expect(written { $0.integer(value) } == expected)
    }

    @Test func bytesAreLowerCaseHexadecimal() {
        #expect(written { $0.hexadecimal([0x00, 0x09, 0x9A, 0xAF, 0xFF]) } == "00099aafff")
        #expect(written { $0.hexadecimal([]) } == "")
    }

    @Test func piecesFollowEachOther() {
        let text = written { writer in
            writer.raw(#"{"name":"#)
            writer.string(Array("Dune".utf8))
            writer.raw(Array(#","casts":"#.utf8))
            writer.raw(Array(#"x["A"]"#.utf8)[1...])
            writer.raw("")
            Array(#","year":"#.utf8).withUnsafeBytes { writer.raw($0) }
            writer.integer(2021)
            writer.raw("}")
        }
        #expect(text == #"{"name":"Dune","casts":["A"],"year":2021}"#)
    }
}
