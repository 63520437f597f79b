import Memory
import Testing
import Web

@Suite struct PreferencesTests {
    private static func preferences(_ field: String) -> Preferences { Preferences(Array(field.utf8)) }

    @Test(arguments: [
        ("return=representation", Preferences.Return.representation), ("Return = Representation", .representation),
        ("return=\"representation\"; foo=bar", .representation), ("return=minimal,return=representation", .minimal),
        ("wait=10, return=representation", .representation), ("return=other", nil), ("return", nil), ("", nil),
        ("foo=return, representation", nil), (",,;=,return=", nil),
    ])
    func theFirstReturnCounts(field: String, expected: Preferences.Return?) {
        #expect(Self.preferences(field).returns == expected)
    }

    @Test(arguments: [
        ("count=exact", true), ("return=minimal, COUNT=EXACT", true), ("count=planned, count=exact", false),
        ("count", false),
    ])
    func exactCountsAreAskedFor(field: String, expected: Bool) {
        #expect(Self.preferences(field).countsExactly == expected)
    }

    @Test func aRequestHasThoseOfAllItsFields() {
        #expect(Request(variables: [:]).preferences == Preferences())
        #expect(Request(variables: ["HTTP_PREFER": "return=minimal"]).preferences.returns == .minimal)
        var builder = RequestBuilder()
        for value in ["respond-async", "return=representation"] {
            builder.take(name: Array("HTTP_PREFER".utf8).span, value: Array(value.utf8).span)
        }
        #expect(
            builder.request(body: .complete([]), orNamed: { TestRequest.id }).preferences.returns == .representation)
    }
}
