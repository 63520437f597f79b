import Testing

@testable import Web

@Suite struct FormFieldsTests {
    private static func fields(_ text: String) throws -> [[String]] {
        try FormFields(decoding: Array(text.utf8)).fields.map { field in
            [String(decoding: field.name, as: UTF8.self), String(decoding: field.value, as: UTF8.self)]
        }
    }

    @Test(arguments: [
        ("", []),
        ("a=1", [["a", "1"]]),
        ("a=1&b=2", [["a", "1"], ["b", "2"]]),
        ("a", [["a", ""]]),
        ("a=", [["a", ""]]),
        ("=a", [["", "a"]]),
        ("a=b=c", [["a", "b=c"]]),
        ("&&a=1&", [["a", "1"]]),
        ("a=x+y%20z", [["a", "x y z"]]),
        ("p%61ss=%C3%A4%00", [["pass", "ä\0"]]),
    ])
    func fieldsAreDecoded(text: String, expected: [[String]]) throws {
        #expect(try Self.fields(text) == expected)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "%=1", "a=%FF", "a=%C3", "a=%ED%A0%80"])
    func malformedTextIsRefused(text: String) {
        #expect(throws: RequestError.self) { try FormFields(decoding: Array(text.utf8)) }
    }

    @Test func tooManyFieldsAreRefused() throws {
        let most = Array(repeating: "a=1", count: 64).joined(separator: "&")
        #expect(try Self.fields(most).count == 64)
        #expect(throws: RequestError.self) { try Self.fields(most + "&a=1") }
    }

    @Test func aRepeatedFieldIsNotSingle() throws {
        let form = try FormFields(decoding: Array("a=1&b=2&a=3".utf8))
        #expect(try form.single("b") == Array("2".utf8))
        #expect(try form.single("c") == nil)
        #expect(throws: RequestError.self) { try form.single("a") }
    }

    @Test func anUnknownFieldIsRefused() throws {
        let form = try FormFields(decoding: Array("a=1&b=2".utf8))
        try form.refuseOthers(than: ["a", "b", "c"])
        #expect(throws: RequestError.self) { try form.refuseOthers(than: ["a"]) }
    }
}
