import Memory
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

    private static func response(
        _ method: String, _ uri: String, mountedAt prefix: String = "", body: RequestBody = .complete([])
    ) -> String {
        let request = Request(variables: ["REQUEST_METHOD": method, "REQUEST_URI": uri], body: body)
        return String(decoding: router(mountedAt: prefix).respond(to: request).body, as: UTF8.self)
    }

    @Test(arguments: [
        ("GET", "/things", "all"), ("HEAD", "/things", "all"), ("POST", "/things", "new"),
        ("GET", "/things/7", "7"), ("GET", "/things/a%2Fb", "a%2Fb"), ("GET", "/things?x", "all"),
    ])
    func aRouteIsFoundByMethodAndPath(method: String, uri: String, body: String) {
        #expect(Self.response(method, uri) == body)
    }

    @Test(arguments: ["/", "", "/thing", "/thingss", "/things/", "/things/7/", "/things/7/8", "//things", "/Things"])
    func otherPathsAreNotFound(uri: String) {
        #expect(Self.response("GET", uri) == "notFound")
    }

    @Test func aKnownPathNamesItsMethods() {
        #expect(Self.response("PUT", "/things") == #"methodNotAllowed(allowed: "GET, HEAD, POST")"#)
        #expect(Self.response("TRACE", "/things/7") == #"methodNotAllowed(allowed: "GET, HEAD, DELETE")"#)
    }

    @Test func aBodyThatIsTooLargeIsRefusedAfterPathAndMethod() {
        #expect(Self.response("POST", "/things", body: .tooLarge) == "bodyTooLarge")
        #expect(Self.response("POST", "/nothing", body: .tooLarge) == "notFound")
        #expect(Self.response("PUT", "/things", body: .tooLarge).hasPrefix("methodNotAllowed"))
    }

    @Test func aBodyThatMeansNothingIsIgnored() {
        #expect(Self.response("GET", "/things", body: .tooLarge) == "all")
    }

    @Test(arguments: [(0, "small"), (4, "small"), (5, "bodyTooLarge")])
    func aRouteMayTakeSmallerBodies(count: Int, response: String) {
        #expect(Self.response("POST", "/small", body: .complete(Array(repeating: 0x20, count: count))) == response)
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
        #expect(Self.response("DELETE", "/things/7") == "Complaint()")
    }

    @Test func anErrorThatIsNoResponseIsLeftToTheCaller() {
        let router = Self.router()
        func response(_ method: String, unless isNoResponse: (any Error) -> Bool) -> Response? {
            router.respond(
                to: Request(variables: ["REQUEST_METHOD": method, "REQUEST_URI": "/things/7"]), unless: isNoResponse)
        }
        #expect(response("DELETE") { $0 is Complaint } == nil)
        // Another error is answered, an error of the router itself included.
        #expect(response("DELETE") { $0 is RequestError }?.body == Array("Complaint()".utf8))
        #expect(response("POST") { $0 is Complaint }?.status == 599)
        #expect(response("POST") { $0 is RequestError } == nil)
    }

    @Test func aResponseWithoutAnErrorNeedsNobodysConsent() {
        let request = Request(variables: ["REQUEST_METHOD": "GET", "REQUEST_URI": "/things/7"])
        let response = Self.router().respond(to: request) { _ in
            Issue.record("there was no error to ask about")
            return true
        }
        #expect(response?.body == Array("7".utf8))
    }

    @Test func belowAPrefixOnlyThePrefixedPathsAreFound() {
        #expect(Self.response("GET", "/bag/things/7", mountedAt: "/bag") == "7")
        #expect(Self.response("GET", "/things/7", mountedAt: "/bag") == "notFound")
        #expect(Self.response("GET", "/bagthings/7", mountedAt: "/bag") == "notFound")
        #expect(Self.response("GET", "/bag", mountedAt: "/bag") == "notFound")
    }
}
