import Testing

@testable import Web

@Suite struct CookieFieldTests {
    private static func value(_ field: String, _ name: String = "session") -> String? {
        CookieField(Array(field.utf8)).value(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// RFC 6265, section 4.2.1
    @Test(arguments: [
        ("session=abc", "abc"), ("a=b; session=abc; c=d", "abc"), ("a=b;session=abc", "abc"), ("session=", ""),
        ("session=a=b", "a=b"), (" session=abc ", "abc"), ("\tsession=abc\t;", "abc"), ("session=\"abc\"", "\"abc\""),
        (";; ; session=abc", "abc"), ("x; session=abc", "abc"), ("a=session=b; session=abc", "abc"),
    ])
    func theOneOfTheNameIsFound(field: String, value: String) {
        #expect(Self.value(field) == value)
    }

    @Test(arguments: [
        "", ";", "session", "a=session=b", "Session=abc", "SESSION=abc", "xsession=abc", "session2=abc", "session =abc",
        "=session", "a=b; c=d", "\"a=b; session=abc\"x",
    ])
    func anotherOneIsNot(field: String) {
        #expect(Self.value(field) == (field.contains("; session=abc") ? "abc\"x" : nil))
    }

    /// Another site of the same domain may have set one of them.
    @Test(arguments: [
        "session=a; session=b", "session=a; session=a", "session=; x=y; session=a", "session=a;session=a;session=a",
    ])
    func severalAreNone(field: String) {
        #expect(Self.value(field) == nil)
    }

    @Test func itsLengthIsBounded() {
        let filler = "; x=" + String(repeating: "a", count: CookieField.longest - 13)
        let longest = "session=b" + filler
        #expect(longest.utf8.count == CookieField.longest && Self.value(longest) == "b")
        #expect(Self.value(longest + "a") == nil)
    }
}
