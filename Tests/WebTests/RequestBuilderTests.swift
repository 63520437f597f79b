import Memory
import Testing

@testable import Web

@Suite struct RequestBuilderTests {
    @Test func theVariablesThatMatterAreKept() {
        let request = Request(
            variables: [
                "REQUEST_METHOD": "POST", "REQUEST_URI": "/api/movies?x=1", "CONTENT_TYPE": "application/json",
                "CONTENT_LENGTH": "2", "HTTP_AUTHORIZATION": "Bearer abc", "SCRIPT_NAME": "/elsewhere",
                "PATH_INFO": "/elsewhere", "HTTP_COOKIE": "a=b",
            ],
            body: .complete(Array("{}".utf8)))
        #expect(request.method == .post)
        #expect(request.target.path == Array("/api/movies".utf8))
        #expect(request.contentType == Array("application/json".utf8))
        #expect(request.authorization == Array("Bearer abc".utf8))
        #expect(request.isFramedAsDeclared)
    }

    @Test(
        arguments: [
            ([("REDIRECT_HTTP_AUTHORIZATION", "Bearer a")], "Bearer a"),
            ([("HTTP_AUTHORIZATION", "Bearer b"), ("REDIRECT_HTTP_AUTHORIZATION", "Bearer a")], "Bearer b"),
            ([("REDIRECT_HTTP_AUTHORIZATION", "Bearer a"), ("HTTP_AUTHORIZATION", "Bearer b")], "Bearer b"),
            ([("REDIRECT_HTTP_AUTHORIZATION", "Bearer a"), ("HTTP_AUTHORIZATION", "")], ""),
            ([("REDIRECT_REDIRECT_HTTP_AUTHORIZATION", "Bearer a")], nil),
            ([("HTTP_REDIRECT_HTTP_AUTHORIZATION", "Bearer a")], nil),
        ] as [([(String, String)], String?)])
    func whatARewriteRenamedIsReadOnlyWhenNothingElseIsThere(variables: [(String, String)], authorization: String?) {
        var builder = RequestBuilder()
        for (name, value) in variables {
            builder.take(name: Array(name.utf8).span, value: Array(value.utf8).span)
        }
        #expect(
            builder.request(body: .complete([]), orNamed: { TestRequest.id }).authorization
                == authorization.map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("", true), ("-1", true), ("two", true), ("2 ", true), ("2", true), ("02", true), ("1", false), ("3", false),
        ("0", false), ("999999999999999999", false), ("9999999999999999999999", false), ("9223372036854775807", false),
    ])
    func aLengthIsBelievedOnlyWhenItIsANumber(length: String, isFramed: Bool) {
        let request = Request(
            variables: ["REQUEST_METHOD": "POST", "CONTENT_LENGTH": length], body: .complete(Array("{}".utf8)))
        #expect(request.isFramedAsDeclared == isFramed)
    }

    @Test(arguments: [
        ("GET", Method.get), ("HEAD", .head), ("POST", .post), ("PUT", .put), ("DELETE", .delete), ("get", .other),
        ("PATCH", .patch), ("patch", .other), ("OPTIONS", .other), ("TRACE", .other), ("", .other), ("GETS", .other),
    ])
    func methodsAreReadWithRegardToCase(name: String, method: Method) {
        #expect(Request(variables: ["REQUEST_METHOD": name]).method == method)
    }

    @Test(
        arguments: [
            ([], nil), ([""], nil), (["k"], "k"), (["a b"], "a b"), (["a", "b"], "a b"), (["a", ""], "a"),
            (["ab", "c", "d"], "a d"), ([String(repeating: "k", count: 9999)], String(repeating: "k", count: 256)),
        ] as [([String], String?)])
    func aKeyIsKeptAsFarAsItCanBeOne(fields: [String], key: String?) {
        var builder = RequestBuilder()
        for field in fields {
            builder.take(name: Array("HTTP_IDEMPOTENCY_KEY".utf8).span, value: Array(field.utf8).span)
        }
        let request = builder.request(body: .complete([]), orNamed: { TestRequest.id })
        #expect(request.idempotencyKey == key.map { Array($0.utf8) })
    }

    private static func request(_ name: String, _ fields: [String]) -> Request {
        var builder = RequestBuilder()
        for field in fields { builder.take(name: Array(name.utf8).span, value: Array(field.utf8).span) }
        return builder.request(body: .complete([]), orNamed: { TestRequest.id })
    }

    @Test(
        arguments: [
            ([], nil), ([""], nil), (["same-origin"], "same-origin"),
            (["cross-site", "same-origin"], "cross-site,same-origin"),
            ([String(repeating: "x", count: 99)], String(repeating: "x", count: 32)), (["", "none"], "none"),
        ] as [([String], String?)])
    func whereAFormComesFromIsKept(fields: [String], kept: String?) {
        let request = Self.request("HTTP_SEC_FETCH_SITE", fields)
        #expect(request.fetchSite == kept.map { Array($0.utf8) })
        #expect(request.origin == nil)
    }

    @Test(
        arguments: [
            ([], nil), ([""], nil), (["de"], "de"), (["de", "en;q=0.5"], "de,en;q=0.5"),
            ([String(repeating: "a", count: 999)], String(repeating: "a", count: 513)),
        ] as [([String], String?)])
    func theLanguagesAreKept(fields: [String], kept: String?) {
        #expect(Self.request("HTTP_ACCEPT_LANGUAGE", fields).acceptLanguage == kept.map { Array($0.utf8) })
    }

    /// RFC 9113, section 8.2.3
    @Test(
        arguments: [
            ([], nil), ([""], nil), (["a=b"], "a=b"), (["a=b", "c=d; e=f"], "a=b; c=d; e=f"), (["a=b", ""], "a=b"),
        ] as [([String], String?)])
    func severalFieldsOfCookiesAreOne(fields: [String], kept: String?) {
        #expect(Self.request("HTTP_COOKIE", fields).cookies == kept.map { Array($0.utf8) })
    }

    @Test func tooManyCookiesHoldNone() {
        let request = Self.request("HTTP_COOKIE", ["session=a; x=" + String(repeating: "x", count: 99_999)])
        #expect(request.cookies.map { CookieField($0).value(of: "session") == nil } == true)
        #expect((request.cookies?.count ?? 0) <= CookieField.longest + 1)
        // One of two fields that are too long together.
        let half = String(repeating: "x", count: 9_000)
        let joined = Self.request("HTTP_COOKIE", ["session=a; x=\(half)", "y=\(half)"])
        #expect(joined.cookies.map { CookieField($0).value(of: "session") == nil } == true)
    }

    @Test func cleansingOverwritesTheCookies() throws {
        let request = Self.request("HTTP_COOKIE", ["session=secret"])
        let cookies = try #require(request.cookies)
        request.cleanse()
        #expect(cookies.allSatisfy { $0 == 0 })
    }

    @Test func aRequestWithoutATargetMatchesNothing() {
        #expect(Request(variables: ["REQUEST_METHOD": "GET"]).target.path.isEmpty)
    }
}
