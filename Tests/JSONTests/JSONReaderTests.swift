@testable import JSON
import Testing

/// What the reader accepts, and the values that it makes of it.
@Suite struct JSONReaderTests {
    @Test(
        arguments: [
            ("null", .null),
            ("true", .bool(true)),
            (" \t\r\nfalse \t\r\n", .bool(false)),
            ("[]", .array([])),
            ("[ ]", .array([])),
            ("[1 , [ 2],null]", .array([.integer(1), .array([.integer(2)]), .null])),
        ] as [(String, JSONValue)])
    func valuesAreRead(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)) == expected)
    }

    @Test(
        arguments: [
            ("0", 0),
            ("-0", 0),
            ("12", 12),
            ("-7", -7),
            ("9223372036854775807", .max),
            ("-9223372036854775808", .min),
        ] as [(String, Int64)])
    func integersThatFitAreIntegers(text: String, expected: Int64) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)) == .integer(expected))
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "100000000000000000000000000", "1.0", "-0.0", "1e2", "1E+2",
        "0e0", "1.5e-300", "123456789012345678901234567890.5",
    ])
    func otherNumbersKeepTheirText(text: String) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)) == .number(Array(text.utf8)))
    }

    @Test func numberAsLongAsTheBodyAllowsIsRead() throws {
        let digits = [UInt8](repeating: UInt8(ascii: "9"), count: 1 << 20)
        #expect(try JSONValue(parsing: digits) == .number(digits))
    }

    @Test(
        arguments: [
            (#""""#, ""),
            (#""plain""#, "plain"),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""a\u0000b""#, "a\0b"),
            (#""\u00e9\u00E9é""#, "ééé"),
            (#""\uFFFF""#, "\u{FFFF}"),
            (#""\uD83C\uDFAC!""#, "🎬!"),
            (#""\udbff\udfff""#, "\u{10FFFF}"),
            (
                "\"\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}\"",
                "\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
            ),
        ] as [(String, String)])
    func stringsAreUnescaped(text: String, expected: String) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)) == .string(Array(expected.utf8)))
    }

    @Test func nestingIsAcceptedToItsLimitAndRefusedBeyond() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
            Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
        }
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            #expect(throws: Never.self) { try JSONValue(parsing: nested(32, open, close)) }
            let error = JSONError(offset: 32 * open.utf8.count, reason: .tooDeep)
            #expect(throws: error) { try JSONValue(parsing: nested(33, open, close)) }
        }
    }

    @Test func depthIsCountedPerBranchNotInAll() throws {
        let siblings = "[" + Array(repeating: "[[]]", count: 100).joined(separator: ",") + "]"
        #expect(throws: Never.self) { try JSONValue(parsing: Array(siblings.utf8), maximumDepth: 3) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(siblings.utf8), maximumDepth: 2) }
    }

    @Test(arguments: [UInt8(ascii: "["), UInt8(ascii: "{")])
    func mebibyteOfOpeningBracketsIsRefused(bracket: UInt8) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(repeating: bracket, count: 1 << 20)) }
    }
}
