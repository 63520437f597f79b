import TestSite
import Testing

extension EndToEndTests {
    /// What nginx answers by itself looks like a response of the service.
    @EndToEnd
    @Suite struct ProxyResponseTests {
        let site: Site

        init() throws {
            site = try Site()
        }

        @Test(arguments: [(1 << 20, 401), ((1 << 20) + 1, 413)])
        func aBodyOfOneMebibyteIsTheLargest(_ size: Int, _ status: Int) throws {
            var request = HTTPRequest("POST", "/api/movies").with("Content-Type", "text/plain")
            request.body = Array(repeating: UInt8(ascii: "x"), count: size)
            let response = try site.client.send(request)
            #expect(response.status == status)
            if status == 413 { try expectError(response, 413, "BodyTooLarge", "Request body is too large") }
        }

        @Test func aServiceThatIsDownIsBusyAndSaysWhenToAskAgain() throws {
            try site.service.stop()
            for request in [
                HTTPRequest("GET", "/api/movies"), HTTPRequest("POST", "/api/auth/login", json: "{}"),
                HTTPRequest("GET", "/api/health"), HTTPRequest("TRACE", "/api/movies"),
                HTTPRequest("TRACE", "/reset/secret-token"),
            ] {
                let response = try site.client.send(request)
                try expectError(response, 503, "Busy", "Temporarily overloaded, try again")
                #expect(response["Retry-After"] == "1")
            }
            let page = try site.client.get("/reset/token")
            #expect(page.status == 502)
            expectFields(page, type: "text/html; charset=utf-8")
            for log in [site.nginx.accessLog, site.nginx.errorLog] {
                #expect(!(try Files.text(log).contains("secret-token")))
            }

            try site.service.restart()
            #expect(try site.client.get("/api/health").text == #"{"status":"ok"}"#)
        }

        @Test(arguments: [
            "GET /api/movies HTTP/1.1\r\n\r\n",
            "GET /api/\(String(repeating: "x", count: 40_000)) HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/movies HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n",
        ])
        func whatIsNoHTTPIsAMalformedRequest(_ text: String) throws {
            let connection = try site.client.connect()
            try connection.send(Array(text.utf8))
            try expectError(
                try connection.receive(), 400, "SchemaValidation", "Request is missing required fields")
        }

        @Test(arguments: [
            ("POST", "/reset/x", "text/plain", 415), ("PUT", "/reset/x", "text/plain", 405),
            ("GET", "/reset/x/y", "", 404),
            ("TRACE", "/reset/x", "", 405), ("POST", "/reset/x", "application/x-www-form-urlencoded", 400),
        ])
        func everyErrorBelowResetIsAPage(_ method: String, _ path: String, _ type: String, _ status: Int) throws {
            let response = try site.client.send(HTTPRequest(method, path).with("Content-Type", type))
            #expect(response.status == status)
            expectFields(response, type: "text/html; charset=utf-8")
            #expect(response.text.contains("<h1>"))
        }
    }
}
