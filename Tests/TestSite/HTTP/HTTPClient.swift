/// Sends requests to a web server, each on a connection of its own. Any thread may use it.
package struct HTTPClient: Sendable {
    package let port: UInt16
    /// What stands before the path of every request.
    package var prefix = ""
    /// The last number of the address that its connections come from, 127.0.0.1 and so on.
    package var source: UInt8 = 1

    package init(port: UInt16, prefix: String = "") {
        self.port = port
        self.prefix = prefix
    }

    /// Opens a connection that serves several requests.
    package func connect() throws -> HTTPConnection {
        try HTTPConnection(port: port, prefix: prefix, source: source)
    }

    /// Sends a request and waits for its response.
    package func send(_ request: HTTPRequest) throws -> HTTPResponse {
        try connect().exchange(request)
    }

    package func get(_ path: String) throws -> HTTPResponse {
        try send(HTTPRequest("GET", path))
    }

    package func post(_ path: String, json: String, token: String? = nil) throws -> HTTPResponse {
        try send(HTTPRequest("POST", path, json: json, token: token))
    }

    package func put(_ path: String, json: String, token: String) throws -> HTTPResponse {
        try send(HTTPRequest("PUT", path, json: json, token: token))
    }

    package func delete(_ path: String, token: String) throws -> HTTPResponse {
        try send(HTTPRequest("DELETE", path).with("Authorization", "Bearer \(token)"))
    }

    package func post(_ path: String, form: String) throws -> HTTPResponse {
        try send(HTTPRequest("POST", path, form: form))
    }
}
