import Testing

@testable import Doctor

@Suite struct SiteResponseTests {
    private func read(_ text: String) -> SiteResponse? {
        SiteResponse(printed: Array(text.utf8))
    }

    @Test func headAndBodyAreTakenApart() throws {
        let response = try #require(
            read(
                "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nX:  a b \r\nx: c\r\n\r\n{\"error\":\"BadToken\",…"
            ))
        #expect(response.status == 401)
        #expect(response.values("x") == ["a b", "c"])
        #expect(response.error == "BadToken")
    }

    @Test func anInterimResponseIsPassedOver() {
        #expect(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nA: b\r\n\r\n")?.status == 204)
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "SSH-2.0\r\n\r\n", "HTTP/1.1 soon\r\n\r\n"])
    func whatIsNoResponseIsNone(text: String) {
        #expect(read(text) == nil)
    }

    @Test(arguments: [
        ("text/html", #"{"error":"NotFound""#), ("application/json; charset=utf-8", #"{"error":"NotFound""#),
        ("application/json", "<html>"),
    ])
    func onlyTheServiceHasErrorsOfItsOwn(type: String, body: String) {
        #expect(read("HTTP/1.1 404 X\r\nContent-Type: \(type)\r\n\r\n\(body)")?.error == nil)
    }

    @Test(arguments: [
        ("nginx/1.22.1", WebServer.nginx), ("Apache/2.4.62 (Debian)", .apache), ("lighttpd/1.4.69", .lighttpd),
        ("Caddy", .caddy), ("cloudflare", nil), ("", nil),
    ])
    func theServerIsKnownByItsField(field: String, server: WebServer?) {
        #expect(WebServer(read("HTTP/1.1 200 OK\r\nServer: \(field)\r\n\r\n")) == server)
    }

    @Test func adviceIsForTheServerThatIsKnownElseForAll() {
        let advice = [WebServer.nginx: "a", .apache: "b"]
        #expect(WebServer.advice(for: .apache, advice) == "Apache: b")
        #expect(WebServer.advice(for: nil, advice) == "nginx: a\nApache: b")
        #expect(WebServer.advice(for: .caddy, advice) == "nginx: a\nApache: b")
    }
}
