@testable import JSON
import Testing

@Suite struct JSONObjectTests {
    private func object(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try JSONValue(parsing: Array(text.utf8)) else {
            Issue.record("not an object: \(text)")
            return JSONObject(uniqueMembers: [])
        }
        return object
    }

    @Test func membersKeepTheirOrder() throws {
        let members = try object(#"{"b":1, "a":null ,"":"x"}"#).members
        #expect(members.map(\.name) == [[UInt8(ascii: "b")], [UInt8(ascii: "a")], []])
        #expect(members.map(\.value) == [.integer(1), .null, .string([UInt8(ascii: "x")])])
    }

    @Test func memberIsFoundByItsName() throws {
        let object = try object(#"{"sub":1,"subject":2,"":3}"#)
        #expect(object["sub"] == .integer(1))
        #expect(object["subject"] == .integer(2))
        #expect(object[""] == .integer(3))
        #expect(object["su"] == nil)
    }

    @Test func canonicallyEquivalentNamesAreDifferentNames() throws {
        // U+00E9, and "e" with U+0301: equal as Swift strings, not as bytes.
        let object = try object("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(object["\u{E9}"] == .integer(1))
        #expect(object["e\u{301}"] == .integer(2))
    }

    @Test(.timeLimit(.minutes(1)))
    func objectWithManyMembersIsReadInLinearTime() throws {
        // Comparing each name with each earlier one takes minutes here.
        let text = "{" + (0..<100_000).map { #""\#($0)":0"# }.joined(separator: ",") + "}"
        #expect(try object(text).members.count == 100_000)
    }
}
