import Testing

@testable import Web

@Suite struct RouterTests {
    private static func router(mountedAt prefix: String = "") -> Router {
        var router = Router(mountedAt: prefix) { error, _ in
            Response(status: 599, content: .json, body: Array("\(error)".utf8))
        }
        router.on(.get, "/things/{id}") { _, id in Response(content: .json, body: Array(id)) }
        router.on(.delete, "/things/{id}") { _, _ in throw Complaint() }
        router.on(.get, "/things") { _, _ in Response(content: .json, body: Array("all".utf8)) }
        router.on(.post, "/things") { _, _ in Response(content: .json, body: Array("new".utf8)) }
        router.on(.post, "/small", bodyLimit: 4) { _, _ in Response(content: .json, body: Array("small".utf8)) }
        return router
    }

    private struct Complaint: Error {}

    private static func answer(
        _ method: String, _ uri: String, mountedAt prefix: String = "", body: Request.Body = .complete([])
    ) -> String {
        let request = Request(variables: ["REQUEST_METHOD": method, "REQUEST_URI": uri], body: body)
        return String(decoding: router(mountedAt: prefix).respond(to: request).body, as: UTF8.self)
    }

    @Test(arguments: [
        ("GET", "/things", "all"), ("HEAD", "/things", "all"), ("POST", "/things", "new"),
        ("GET", "/things/7", "7"), ("GET", "/things/a%2Fb", "a%2Fb"), ("GET", "/things?x", "all"),
    ])
    func aRouteIsFoundByMethodAndPath(method: String, uri: String, body: String) {
        #expect(Self.answer(method, uri) == body)
    }

    @Test(arguments: ["/", "", "/thing", "/thingss", "/things/", "/things/7/", "/things/7/8", "//things", "/Things"])
    func otherPathsAreNotFound(uri: String) {
        #expect(Self.answer("GET", uri) == "notFound")
    }

    @Test func aKnownPathNamesItsMethods() {
        #expect(Self.answer("PUT", "/things") == #"methodNotAllowed(allowed: "GET, HEAD, POST")"#)
        #expect(Self.answer("TRACE", "/things/7") == #"methodNotAllowed(allowed: "GET, HEAD, DELETE")"#)
    }

    @Test func aBodyThatIsTooLargeIsRefusedAfterPathAndMethod() {
        #expect(Self.answer("POST", "/things", body: .tooLarge) == "bodyTooLarge")
        #expect(Self.answer("POST", "/nothing", body: .tooLarge) == "notFound")
        #expect(Self.answer("PUT", "/things", body: .tooLarge).hasPrefix("methodNotAllowed"))
    }

    @Test func aBodyThatMeansNothingIsIgnored() {
        #expect(Self.answer("GET", "/things", body: .tooLarge) == "all")
    }

    @Test(arguments: [(0, "small"), (4, "small"), (5, "bodyTooLarge")])
    func aRouteMayTakeSmallerBodies(count: Int, answer: String) {
        #expect(Self.answer("POST", "/small", body: .complete(Array(repeating: 0x20, count: count))) == answer)
    }

    /// More than that need not be kept of a body.
    @Test(arguments: [
        ("POST", "/small", 4), ("POST", "/things", Int.max), ("DELETE", "/things/7", .max), ("GET", "/things", 0),
        ("HEAD", "/things", 0), ("PUT", "/things", 0), ("POST", "/nothing", 0), ("TRACE", "/small", 0),
    ])
    func theLimitOfABodyIsKnownBeforeItIsRead(method: String, uri: String, limit: Int) {
        let request = Request(variables: ["REQUEST_METHOD": method, "REQUEST_URI": uri])
        #expect(Self.router().bodyLimit(of: request) == limit)
        let mounted = Request(variables: ["REQUEST_METHOD": method, "REQUEST_URI": "/bag" + uri])
        #expect(Self.router(mountedAt: "/bag").bodyLimit(of: mounted) == limit)
        #expect(Self.router(mountedAt: "/bag").bodyLimit(of: request) == 0)
    }

    @Test func anErrorOfAHandlerClimbsToTheOneCatch() {
        #expect(Self.answer("DELETE", "/things/7") == "Complaint()")
    }

    @Test func anErrorThatIsNoAnswerIsLeftToTheCaller() {
        let router = Self.router()
        func answer(_ method: String, unless isNoAnswer: (any Error) -> Bool) -> Response? {
            router.respond(
                to: Request(variables: ["REQUEST_METHOD": method, "REQUEST_URI": "/things/7"]), unless: isNoAnswer)
        }
        #expect(answer("DELETE") { $0 is Complaint } == nil)
        // Another error is answered, an error of the router itself included.
        #expect(answer("DELETE") { $0 is RequestError }?.body == Array("Complaint()".utf8))
        #expect(answer("POST") { $0 is Complaint }?.status == 599)
        #expect(answer("POST") { $0 is RequestError } == nil)
    }

    @Test func anAnswerWithoutAnErrorNeedsNobodysConsent() {
        let request = Request(variables: ["REQUEST_METHOD": "GET", "REQUEST_URI": "/things/7"])
        let answer = Self.router().respond(to: request) { _ in
            Issue.record("there was no error to ask about")
            return true
        }
        #expect(answer?.body == Array("7".utf8))
    }

    @Test func belowAPrefixOnlyThePrefixedPathsAreFound() {
        #expect(Self.answer("GET", "/bag/things/7", mountedAt: "/bag") == "7")
        #expect(Self.answer("GET", "/things/7", mountedAt: "/bag") == "notFound")
        #expect(Self.answer("GET", "/bagthings/7", mountedAt: "/bag") == "notFound")
        #expect(Self.answer("GET", "/bag", mountedAt: "/bag") == "notFound")
    }
}
