import Memory
import Testing

@testable import Web

@Suite("Conditions in a request")
struct ConditionalRequestTests {
    /// A request with these CGI variables, in this order and perhaps with one name twice.
    private static func request(_ variables: (String, String)...) -> Request {
        var builder = RequestBuilder()
        for (name, value) in variables {
            builder.take(name: Array(name.utf8).span, value: Array(value.utf8).span)
        }
        return builder.request(body: .complete([]), orNamed: { TestRequest.id })
    }

    private static let (a, b) = (EntityTag(Array("a".utf8)), EntityTag(Array("b".utf8)))

    @Test func aRequestWithoutConditionsHasNone() {
        let request = Self.request(("REQUEST_METHOD", "GET"))
        #expect(request.ifMatch == nil)
        #expect(request.ifNoneMatch == nil)
    }

    @Test func eachConditionIsReadFromItsOwnVariable() {
        let request = Self.request(("HTTP_IF_MATCH", #""a""#), ("HTTP_IF_NONE_MATCH", "*"))
        #expect(request.ifMatch == .oneOf([Self.a]))
        #expect(request.ifNoneMatch == .any)
        #expect(Self.request(("HTTP_IF_NONE_MATCH", #""a""#)).ifMatch == nil)
        #expect(Self.request(("HTTP_IF_MATCH", #""a""#)).ifNoneMatch == nil)
    }

    @Test(arguments: ["HTTP_IF_RANGE", "HTTP_IF_MATCH_", "HTTP_X_IF_MATCH", "http_if_match", "HTTP_IF_NONE_MATCHX"])
    func otherVariablesAreNoConditions(name: String) {
        let request = Self.request((name, "*"))
        #expect(request.ifMatch == nil)
        #expect(request.ifNoneMatch == nil)
    }

    @Test(arguments: ["HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH"])
    func fieldsOfOneNameAreOneList(name: String) {
        let request = Self.request((name, #""a""#), (name, ""), (name, #""b""#))
        #expect(request.ifMatch ?? request.ifNoneMatch == .oneOf([Self.a, Self.b]))
        // A star is only one when it stands alone.
        let mixed = Self.request((name, #""a""#), (name, "*"))
        #expect(mixed.ifMatch ?? mixed.ifNoneMatch == .oneOf([]))
    }

    @Test func anEmptyVariableIsNoCondition() {
        let request = Self.request(("HTTP_IF_MATCH", ""), ("HTTP_IF_NONE_MATCH", ""))
        #expect(request.ifMatch == nil)
        #expect(request.ifNoneMatch == nil)
    }

    @Test(arguments: [
        (nil, false), ("", false), ("*", true), (#""a""#, true), (#"W/"a""#, true), (#""b""#, false),
        (#"W/"b""#, false), (#""b", "a""#, true), (#""b", W/"a", "c""#, true), (#""b", "c""#, false), (#""A""#, false),
        (#""aa""#, false), (#""""#, false), ("a", false), (#""a", b"#, false),
    ])
    func aClientHasWhatItNamesWhetherWeakOrNot(value: String?, hasAlready: Bool) {
        let request = value.map { Self.request(("HTTP_IF_NONE_MATCH", $0)) } ?? Self.request()
        #expect(request.hasAlready(Self.a) == hasAlready)
        // Weak comparison does not look at the mark of either (RFC 9110, section 8.8.3.2).
        #expect(request.hasAlready(EntityTag(Array("a".utf8), isWeak: true)) == hasAlready)
    }

    @Test func ifMatchSaysNothingAboutWhatAClientHas() {
        #expect(!Self.request(("HTTP_IF_MATCH", "*")).hasAlready(Self.a))
    }
}
