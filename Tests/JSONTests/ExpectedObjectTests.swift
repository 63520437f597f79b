import JSON
import Testing

@Suite struct ExpectedObjectTests {
    private static let members: [ExpectedMember] = [.text("name"), .texts("casts", atMost: 3)]

    private static func read(_ text: String) throws -> ExpectedObject {
        try ExpectedObject(parsing: Array(text.utf8), members: members)
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func membersAreReadInAnyOrderWithTheirEscapesResolved() throws {
        let object = try Self.read(#" { "casts" : [ "\u00e9" , "" ] , "n\u0061me":"\ud83c\udfac\n" } "#)
        #expect(object.text(0) == Self.bytes("🎬\n"))
        #expect(object.texts(1) == [Self.bytes("é"), []])
    }

    @Test func aMemberThatIsNotThereIsNone() throws {
        let object = try Self.read("{}")
        #expect(object.text(0) == nil && object.texts(1) == nil)
        #expect(try Self.read(#"{"casts":[]}"#).texts(1) == [])
    }

    @Test func aMemberMayBeNullWhereItIsExpectedSo() throws {
        let members: [ExpectedMember] = [.integer("year").orNull, .text("name")]
        func read(_ text: String) throws -> ExpectedObject {
            try ExpectedObject(parsing: Array(text.utf8), members: members)
        }
        let object = try read(#"{"year": null , "name":"a"}"#)
        #expect(object.isNull(0) && object.integer(0) == nil && !object.isNull(1))
        #expect(try !read("{}").isNull(0) && read(#"{"year":1}"#).integer(0) == 1)
        for text in [#"{"name":null}"#, #"{"year":nul}"#, #"{"year":nullx}"#, #"{"year":null,"year":1}"#] {
            #expect(throws: ExpectedObjectError.self) { try read(text) }
        }
        #expect(members[0].type == "an integer or null" && members[1].type == "a string")
    }

    /// Each text is malformed further on, which nobody sees any more.
    @Test(
        arguments: [
            (#"["#, .notAnObject), (#"12x"#, .notAnObject), ("nul", .notAnObject), (#""a"#, .notAnObject),
            (#"{"year":[[[[x"#, .unknownMember), (#"{"name":"a","":x"#, .unknownMember),
            (#"{"NAME":x"#, .unknownMember), (#"{"name":[[[[x"#, .wrongType(0)), (#"{"name":-x"#, .wrongType(0)),
            (#"{"name":nx"#, .wrongType(0)), (#"{"casts":"x"#, .wrongType(1)), (#"{"casts":{x"#, .wrongType(1)),
            (#"{"casts":["a",7x"#, .wrongType(1)), (#"{"casts":[["a"x"#, .wrongType(1)),
            (#"{"casts":["a","b","c","d"x"#, .tooManyElements(1)), (#"{"casts":["a","b","c",x"#, .tooManyElements(1)),
        ] as [(String, ExpectedObjectError)])
    func readingStopsAtTheFirstFault(text: String, error: ExpectedObjectError) {
        #expect(throws: error) { try Self.read(text) }
    }

    @Test(
        arguments: [
            ("", 0, .unexpectedEnd), ("\u{FEFF}{}", 0, .byteOrderMark), ("x", 0, .expectedValue),
            ("{", 1, .unexpectedEnd),
            ("{}x", 2, .textAfterValue), (#"{"name":"a",}"#, 12, .expectedName), (#"{"name""a"}"#, 7, .expectedColon),
            (#"{"name":}"#, 8, .expectedValue), (#"{"name":"a" "casts":[]}"#, 12, .expectedCommaOrEnd),
            (#"{"casts":[,]}"#, 10, .expectedValue), (#"{"casts":["a",]}"#, 14, .expectedValue),
            (#"{"casts":["a"}"#, 13, .expectedCommaOrEnd), (#"{"name":"a"]"#, 11, .expectedCommaOrEnd),
            (#"{"name":"\ud800"}"#, 9, .loneSurrogate), (#"{"name":"a","name":x}"#, 12, .duplicateName),
            (#"{"n\x":1}"#, 3, .malformedEscape), (#"{"name":"#, 8, .unexpectedEnd),
            (#"{"casts":["#, 10, .unexpectedEnd), (#"{"casts":["a""#, 13, .unexpectedEnd),
        ] as [(String, Int, JSONError.Reason)])
    func textThatIsNotJSONIsRefusedWithItsPlace(text: String, offset: Int, reason: JSONError.Reason) throws {
        do {
            _ = try Self.read(text)
            Issue.record("it was accepted")
        } catch ExpectedObjectError.malformed(let error) {
            #expect(error.offset == offset && error.reason == reason)
        }
    }

    @Test func anObjectIDIsAnObjectWithThatOneMember() throws {
        func read(_ text: String) throws -> [UInt8]? {
            try ExpectedObject(parsing: Array(text.utf8), members: [.text("name"), .objectID("owner")]).objectID(1)
        }
        #expect(try read(#"{"owner": { "$\u006fid" : "0f" } ,"name":"a"}"#) == Self.bytes("0f"))
        #expect(try read("{}") == nil)
        for other in [
            #""0f""#, "null", "1", "[]", "{}", #"{"$oid":1}"#, #"{"$oid":null}"#, #"{"$oid":{"$oid":"0f"}}"#,
            #"{"oid":"0f"}"#, #"{"$oid":"0f","$oid":"0f"}"#, #"{"$oid":"0f","a":"b"}"#, #"{"":"0f"}"#,
        ] {
            #expect(throws: ExpectedObjectError.wrongType(1), "\(other)") { try read(#"{"owner":\#(other)}"#) }
        }
        #expect(throws: ExpectedObjectError.self) { try read(#"{"owner":{"$oid":"0f"}"#) }
        #expect(throws: ExpectedObjectError.self) { try read(#"{"owner":{"$oid":"0f",}}"#) }
    }

    /// A string is built at once in its size: a buffer that grows takes up to three times as much, an array of many for each.
    @Test(arguments: ["plain", #"\u0001"#, #"\n"#, #"\ud83c\udfac"#])
    func aStringTakesItsOwnSizeAndNoMore(piece: String) throws {
        let text = String(repeating: piece, count: 20_000)
        let name = try #require(try Self.read(#"{"name":"\#(text)"}"#).text(0))
        // malloc rounds up to pages.
        #expect(name.capacity <= name.count + 4200)
        let casts = try #require(try Self.read(#"{"casts":["\#(text)","b\\","c"]}"#).texts(1))
        #expect(casts.reduce(0) { $0 + $1.capacity } <= name.count + 4300)
    }
}
