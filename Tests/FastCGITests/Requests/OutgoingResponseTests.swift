import Testing

@testable import FastCGI

@Suite struct OutgoingResponseTests {
    private static let constant = Array("\"\"".utf8)

    @Test func bothPartsAreOverwritten() {
        var response = OutgoingResponse()
        response.head += Array("Status: 200".utf8)
        response.body = Array("a token".utf8)
        response.cleanse()
        #expect(response.head == Array(repeating: 0, count: 11))
        #expect(response.body == Array(repeating: 0, count: 7))
    }

    @Test func whatSharesItsMemoryIsNot() {
        var response = OutgoingResponse()
        response.body = Self.constant
        response.cleanse()
        #expect(Self.constant == Array("\"\"".utf8))
    }

    @Test func theBodyIsWhatTheHandlerMade() {
        let made = Array("as it lies".utf8)
        var response = OutgoingResponse()
        response.body = made
        #expect(made.withUnsafeBytes { $0.baseAddress } == response.body.withUnsafeBytes { $0.baseAddress })
    }

    @Test func theHeadKeepsItsMemoryAndTheBodyDoesNot() {
        var response = OutgoingResponse()
        response.head = Array(repeating: 1, count: 1000)
        response.body = Array(repeating: 1, count: 1000)
        response.clear(keeping: 4000)
        #expect(response.head.isEmpty && response.head.capacity >= 1000)
        #expect(response.body.isEmpty && response.body.capacity == 0)
        response.head = Array(repeating: 1, count: 10_000)
        response.clear(keeping: 4000)
        #expect(response.head.isEmpty && response.head.capacity == 0)
    }
}
