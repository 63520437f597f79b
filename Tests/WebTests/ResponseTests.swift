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

    @Test(arguments: [204, 302, 303, 304, 400, 401, 403, 404, 405, 412, 413, 415, 429, 500, 503])
    func everyStatusHasAReasonPhrase(status: Int) {
        let first = Self.text(Response(status: status, content: .json, body: [])).split(separator: "\r\n").first ?? ""
        #expect(first.split(separator: " ").count >= 3)
        #expect(first.hasPrefix("Status: \(status) "))
    }
}
