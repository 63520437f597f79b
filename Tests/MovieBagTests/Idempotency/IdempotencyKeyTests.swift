import MovieBag
import Testing

@Suite struct IdempotencyKeyTests {
    @Test(arguments: [
        "a", "!", "~", "8e03978e-40d5-43dd-bc93-6894a57f9324", "\"quoted\"", String(repeating: "k", count: 255),
    ])
    func visibleASCIIIsAKey(text: String) throws {
        #expect(try IdempotencyKey(Array(text.utf8)).bytes == Array(text.utf8))
    }

    @Test(arguments: ["", " ", "a b", "a\t", "a\u{7F}", "é", "a\u{0}", "a, a", String(repeating: "k", count: 256)])
    func anythingElseIsNone(text: String) {
        #expect(throws: InvalidValue("Idempotency-Key", "must be 1 to 255 visible ASCII characters")) {
            try IdempotencyKey(Array(text.utf8))
        }
    }
}
