@testable import JSON
import Testing

/// What the reader refuses, with the place and the reason.
@Suite struct JSONRefusalTests {
    @Test(
        arguments: [
            ("", 0, .unexpectedEnd),
            (" ", 1, .unexpectedEnd),
            ("\u{FEFF}1", 0, .byteOrderMark),
            ("1 1", 2, .textAfterValue),
            ("01", 1, .textAfterValue),
            ("1\u{0}", 1, .textAfterValue),
            ("[1],", 3, .textAfterValue),
            ("x", 0, .expectedValue),
            ("True", 0, .expectedValue),
            ("nul", 0, .expectedValue),
            ("NaN", 0, .expectedValue),
            ("-Infinity", 1, .malformedNumber),
            ("+1", 0, .expectedValue),
            (".5", 0, .expectedValue),
            ("[1,]", 3, .expectedValue),
            ("'a'", 0, .expectedValue),
            ("/**/1", 0, .expectedValue),
            ("\u{A0}1", 0, .expectedValue),
            ("\u{0B}1", 0, .expectedValue),
            ("{a:1}", 1, .expectedName),
            ("{1:1}", 1, .expectedName),
            (#"{"a":1,}"#, 7, .expectedName),
            (#"{"a" 1}"#, 5, .expectedColon),
            (#"{"a","b"}"#, 4, .expectedColon),
            (#"{"a":1]"#, 6, .expectedCommaOrEnd),
            ("[1 2]", 3, .expectedCommaOrEnd),
            ("[-01]", 3, .expectedCommaOrEnd),
            ("[1", 2, .unexpectedEnd),
            (#"{"a""#, 4, .unexpectedEnd),
            (#"{"a":"#, 5, .unexpectedEnd),
            ("1.", 2, .unexpectedEnd),
            ("[1.]", 3, .malformedNumber),
            ("[1e]", 3, .malformedNumber),
            ("[1e+-1]", 4, .malformedNumber),
            ("[0x1]", 2, .expectedCommaOrEnd),
            (#""abc"#, 4, .unexpectedEnd),
            (#""\"#, 2, .unexpectedEnd),
            (#""\u12"#, 5, .unexpectedEnd),
            (#""\x""#, 1, .malformedEscape),
            (#""\U0041""#, 1, .malformedEscape),
            (#""\u12g4""#, 1, .malformedEscape),
            (#""\u+123""#, 1, .malformedEscape),
            ("\"a\n\"", 2, .controlCharacter),
            ("\"\0\"", 1, .controlCharacter),
            ("\"\u{1F}\"", 1, .controlCharacter),
            (#""a\uD800""#, 2, .loneSurrogate),
            (#""\uDC00""#, 1, .loneSurrogate),
            (#""\uD800x""#, 1, .loneSurrogate),
            (#""\uD800\n""#, 1, .loneSurrogate),
            (#""\uD800\uD800""#, 1, .loneSurrogate),
            (#""\uD800\u0041""#, 1, .loneSurrogate),
        ] as [(String, Int, JSONError.Reason)])
    func malformedTextIsRefused(text: String, offset: Int, reason: JSONError.Reason) {
        #expect(throws: JSONError(offset: offset, reason: reason)) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
            [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF0, 0x9F, 0x8E], [0xF0, 0x9F, 0x28, 0xAC], [0xF0, 0x9F, 0x8E, 0x28], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8IsRefused(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let error = JSONError(offset: 1, reason: .invalidUTF8)
        #expect(throws: error) { try JSONValue(parsing: [quote] + bytes + [quote]) }
        #expect(throws: error) { try JSONValue(parsing: [quote] + bytes) }
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, 7),
        (#"{"a":1,"b":2,"\u0061":3}"#, 13),
        (#"{"":1,"":2}"#, 6),
        (#"[{"x":{"y":[{"b":1,"b":2}]}}]"#, 19),
    ])
    func repeatedMemberNameIsRefused(text: String, offset: Int) {
        let error = JSONError(offset: offset, reason: .duplicateName)
        #expect(throws: error) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [0, 1, 15, 16, 17, 40])
    func repeatIsNoticedWhateverTheNumberOfMembersBetween(count: Int) {
        let between = (0..<count).map { #""n\#($0)":1,"# }.joined()
        for text in [#"{"a":1,\#(between)"a":2}"#, #"{\#(between)"a":1,"a":2}"#] {
            #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
        }
    }

    @Test func descriptionRepeatsNothingOfTheInput() {
        #expect("\(JSONError(offset: 7, reason: .expectedColon))" == "At byte 7: a colon was expected.")
    }
}
