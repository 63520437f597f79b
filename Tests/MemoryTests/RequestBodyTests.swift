import Memory
import Testing

@Suite struct RequestBodyTests {
    @Test func whatIsKeptOfItIsCounted() {
        #expect(RequestBody.complete([]).count == 0)
        #expect(RequestBody.complete([1, 2, 3]).count == 3)
        #expect(RequestBody.tooLarge.count == 0)
    }

    @Test func itFitsWhenAllOfItIsThereWithinTheLimit() {
        #expect(RequestBody.complete([1, 2]).fits(2))
        #expect(!RequestBody.complete([1, 2]).fits(1))
        #expect(RequestBody.complete([]).fits(0))
        #expect(!RequestBody.tooLarge.fits(.max))
    }

    /// The request and what waits for it hold the same memory.
    @Test func itIsOverwrittenInEveryCopy() {
        let body = RequestBody.complete(Array("a password".utf8))
        let handedOn = body
        body.cleanse()
        #expect(handedOn == .complete(Array(repeating: 0, count: 10)))
        RequestBody.tooLarge.cleanse()
    }
}
