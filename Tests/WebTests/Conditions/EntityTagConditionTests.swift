import Testing

@testable import Web

@Suite("If-Match and If-None-Match")
struct EntityTagConditionTests {
    private static func condition(_ text: String) -> EntityTagCondition {
        EntityTagCondition(Array(text.utf8))
    }

    private static func strong(_ text: String) -> EntityTag { EntityTag(Array(text.utf8)) }
    private static func weak(_ text: String) -> EntityTag { EntityTag(Array(text.utf8), isWeak: true) }

    @Test(arguments: ["*", " *", "* ", "\t*\t "])
    func starMeansWhateverThereIs(text: String) {
        #expect(Self.condition(text) == .any)
    }

    @Test(arguments: [
        (#""a""#, [strong("a")]),
        (#""""#, [strong("")]),
        (#"W/"a""#, [weak("a")]),
        (#"W/"""#, [weak("")]),
        (#""a", "b""#, [strong("a"), strong("b")]),
        (#""a","b""#, [strong("a"), strong("b")]),
        ("\"a\"\t , \t\"b\"", [strong("a"), strong("b")]),
        (#""a", W/"b", "c""#, [strong("a"), weak("b"), strong("c")]),
        ("  \"a\" ", [strong("a")]),
        ("\t\"a\"\t", [strong("a")]),
        // Within quotes a comma, a star and a backslash are characters like others.
        (#""a,b", "c""#, [strong("a,b"), strong("c")]),
        (#""*""#, [strong("*")]),
        (#""W/""#, [strong("W/")]),
        (#""a\""#, [strong(#"a\"#)]),
        ("\"\u{E4}\"", [strong("\u{E4}")]),
    ])
    func tagsAreReadInTheirOrder(text: String, tags: [EntityTag]) {
        #expect(Self.condition(text) == .oneOf(tags))
    }

    // A recipient must ignore those (RFC 9110, section 5.6.1.2).
    @Test(arguments: [
        #""a",,"b""#, #""a", ,"b""#, #""a",, , ,"b""#, #""a","b","#, "\"a\",\"b\" ,\t, ", "\"a\" \t,\t \"b\",,",
        #","a","b""#, #" , ,"a", "b""#,
    ])
    func emptyElementsOfAListAreNoElements(text: String) {
        #expect(Self.condition(text) == .oneOf([Self.strong("a"), Self.strong("b")]))
    }

    @Test(arguments: [
        "a", "a, b", "1-0000000000000001", #"""#, #""a"#, #"a""#, #"'a'"#, #"w/"a""#, #"W"a""#, #"W/a"#, "W/", "W",
        #"W/ "a""#, #"W /"a""#, #"W/W/"a""#, #""a" "b""#, #""a""b""#, #""a";"b""#, #""a"b"#, #""a", b"#, #"b, "a""#,
        #""a", *"#, #"*, "a""#, "**", "*,", "W/*", #""a", "b"#, #""a", W/"#, #"/"a""#, "\"a\"\r\n", "\u{A0}\"a\"", "\0",
        #""a\"b""#, "\u{201C}a\u{201D}",
    ])
    func aMalformedValueNamesNone(text: String) {
        #expect(Self.condition(text) == .oneOf([]))
    }

    @Test func bytesThatAreNoTextAreCharactersLikeOthers() {
        let quote = UInt8(ascii: "\"")
        #expect(EntityTagCondition([quote, 0xFF, 0x80, quote]) == .oneOf([EntityTag([0xFF, 0x80])]))
        #expect(EntityTagCondition([0xFF]) == .oneOf([]))
    }

    @Test(arguments: ["", " ", "\t \t", ",", " , ,, "])
    func nothingNamesNone(text: String) {
        #expect(Self.condition(text) == .oneOf([]))
    }
}
