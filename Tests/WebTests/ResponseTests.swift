import Testing

@testable import Web

@Suite struct ResponseTests {
    private static func text(_ response: Response, headOnly: Bool = false) -> String {
        var (head, body) = ([UInt8](), [UInt8]())
        response.write(head: &head, body: &body, to: TestRequest.id, headOnly: headOnly)
        return String(decoding: head + body, as: UTF8.self)
    }

    /// ASVS 3.4.3, 3.4.6, 3.4.8
    @Test func aResponseIsWrittenAsCGIText() {
        let response = Response(
            status: 405, content: .json, fields: [.init("Allow", "GET, HEAD")], body: Array("{}".utf8))
        #expect(
            Self.text(response)
                == "Status: 405 Method Not Allowed\r\nContent-Type: application/json\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                + "Cross-Origin-Opener-Policy: same-origin\r\nContent-Length: 2\r\nAllow: GET, HEAD\r\n"
                + "X-Request-Id: test.1\r\n\r\n{}")
    }

    @Test func headKeepsTheLengthAndLeavesTheBodyOut() {
        let response = Response(content: .html, body: Array("<p>äöü</p>".utf8))
        #expect(
            Self.text(response, headOnly: true)
                == "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                + "X-Content-Type-Options: nosniff\r\nCross-Origin-Opener-Policy: same-origin\r\nContent-Length: 13\r\n"
                + "X-Request-Id: test.1\r\n\r\n"
        )
    }

    @Test func aResponseIsAppendedToWhatIsThere() {
        var (output, body) = (Array("before".utf8), [UInt8]())
        Response(content: .json, body: []).write(head: &output, body: &body, to: TestRequest.id, headOnly: false)
        #expect(output.starts(with: "beforeStatus: 200 OK".utf8))
    }

    @Test(
        arguments: [
            (Response.Caching.forbidden, "Cache-Control: no-store"),
            (.publicPage, "Cache-Control: public, max-age=0, s-maxage=1\r\nVary: Cookie, Accept-Language"),
            (.immutable, "Cache-Control: public, max-age=31536000, immutable"),
            (.anHour, "Cache-Control: public, max-age=3600"),
        ])
    func whoMayKeepItIsSaid(caching: Response.Caching, lines: String) {
        let text = Self.text(Response(content: .html, caching: caching, body: []))
        #expect(text.contains("\r\n\(lines)\r\nX-Request-Id"))
    }

    @Test(
        arguments: [
            (Response.Content.styleSheet, "text/css; charset=utf-8"), (.script, "text/javascript; charset=utf-8"),
            (.image, "image/svg+xml"), (.manifest, "application/manifest+json"), (.atom, "application/atom+xml"),
            (.text, "text/plain; charset=utf-8"),
        ])
    func filesOfPagesHaveTheirTypeAndLoadNothing(content: Response.Content, type: String) {
        let text = Self.text(Response(content: content, body: []))
        #expect(text.contains("\r\nContent-Type: \(type)\r\nX-Content-Type-Options: nosniff\r\n"))
        #expect(text.contains("\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"))
    }

    @Test(arguments: [204, 302, 303, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 500, 503])
    func everyStatusHasAReasonPhrase(status: Int) {
        let first = Self.text(Response(status: status, content: .json, body: [])).split(separator: "\r\n").first ?? ""
        #expect(first.split(separator: " ").count >= 3)
        #expect(first.hasPrefix("Status: \(status) "))
    }
}
