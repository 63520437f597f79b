import Testing

@testable import Web

@Suite("Answers with a tag, and who may keep them")
struct TaggedResponseTests {
    private static func text(_ response: Response, headOnly: Bool = false) -> String {
        var (head, body) = ([UInt8](), [UInt8]())
        response.write(head: &head, body: &body, to: TestRequest.id, headOnly: headOnly)
        return String(decoding: head + body, as: UTF8.self)
    }

    @Test func tagAndCachingStandBeforeOtherFields() {
        let response = Response(
            content: .json, caching: .revalidated, tag: EntityTag(Array("v-1".utf8)),
            fields: [.init("Link", "<x>")], body: Array("[]".utf8))
        let head =
            "Status: 200 OK\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n"
            + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
            + "Cross-Origin-Opener-Policy: same-origin\r\n"
            + "Content-Length: 2\r\nCache-Control: public, max-age=0, s-maxage=1\r\nETag: \"v-1\"\r\nLink: <x>\r\n"
            + "X-Request-Id: test.1\r\n\r\n"
        #expect(Self.text(response) == head + "[]")
        #expect(Self.text(response, headOnly: true) == head)
    }

    @Test func aWeakTagIsMarked() {
        let response = Response(content: .json, tag: EntityTag(Array("v".utf8), isWeak: true), body: [])
        #expect(Self.text(response).contains("\r\nETag: W/\"v\"\r\n"))
    }

    @Test(
        arguments: [
            (.forbidden, "\r\nCache-Control: no-store\r\n"),
            (.revalidated, "\r\nCache-Control: public, max-age=0, s-maxage=1\r\n"),
        ] as [(Response.Caching, String)])
    func cachingIsSaidInOneLine(caching: Response.Caching, line: String) {
        let text = Self.text(Response(content: .html, caching: caching, body: []))
        #expect(text.contains(line))
        #expect(text.ranges(of: "Cache-Control").count == 1)
    }

    @Test func withoutTagAndCachingNothingIsSaid() {
        let text = Self.text(Response(content: .json, body: []))
        #expect(!text.contains("Cache-Control"))
        #expect(!text.contains("ETag"))
    }

    @Test func notModifiedHasNoContentAndNothingThatDescribesOne() {
        let response = Response.notModified(EntityTag(Array("v".utf8)))
        let text =
            "Status: 304 Not Modified\r\nX-Content-Type-Options: nosniff\r\n"
            + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
            + "Cross-Origin-Opener-Policy: same-origin\r\n"
            + "Cache-Control: public, max-age=0, s-maxage=1\r\nETag: \"v\"\r\n"
            + "X-Request-Id: test.1\r\n\r\n"
        #expect(Self.text(response) == text)
        #expect(Self.text(response, headOnly: true) == text)
    }

    @Test(arguments: [(304, "Not Modified"), (412, "Precondition Failed")])
    func theStatusesOfConditionsHaveTheirPhrases(status: Int, phrase: String) {
        #expect(
            Self.text(Response(status: status, content: .json, body: [])).hasPrefix("Status: \(status) \(phrase)\r\n"))
    }
}
