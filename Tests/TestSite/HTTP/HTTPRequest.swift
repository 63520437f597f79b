/// One HTTP/1.1 request, exactly as it shall be sent.
package struct HTTPRequest: Sendable {
    package var method: String
    package var path: String
    package var fields: [(name: String, value: String)] = []
    package var body: [UInt8] = []

    package init(_ method: String, _ path: String) {
        self.method = method
        self.path = path
    }

    /// A request with a body of JSON.
    package init(_ method: String, _ path: String, json: String, token: String? = nil) {
        self.init(method, path)
        fields = [("Content-Type", "application/json")]
        body = Array(json.utf8)
        if let token { fields.append(("Authorization", "Bearer \(token)")) }
    }

    /// A request with a body of JSON that comes in chunks (RFC 9112, section 7.1).
    package init(_ method: String, _ path: String, chunks: [String]) {
        self.init(method, path)
        fields = [("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")]
        let texts = chunks.map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }
        body = Array((texts.joined() + "0\r\n\r\n").utf8)
    }

    /// A request with the fields of a form.
    package init(_ method: String, _ path: String, form: String) {
        self.init(method, path)
        fields = [("Content-Type", "application/x-www-form-urlencoded")]
        body = Array(form.utf8)
    }

    /// The same request with one more header field.
    package func with(_ name: String, _ value: String) -> HTTPRequest {
        var request = self
        request.fields.append((name, value))
        return request
    }

    /// The bytes. Host is added, and Content-Length where a body is sent in one piece, or could be (RFC 9110, section 8.6),
    /// unless `fields` have them.
    package func encoded(host: String) -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\n"
        if !has("Host") { head += "Host: \(host)\r\n" }
        let takesBody = !body.isEmpty || method == "POST" || method == "PUT"
        if takesBody && !has("Content-Length") && !has("Transfer-Encoding") {
            head += "Content-Length: \(body.count)\r\n"
        }
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    private func has(_ name: String) -> Bool {
        fields.contains { $0.name.lowercased() == name.lowercased() }
    }
}
