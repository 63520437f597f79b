import TestSite

/// Requests that are wrong, by number: every kind comes in turn.
struct BrokenRequests: Sendable {
    private let client: HTTPClient
    private let socket: String
    private let token: String
    private var web: [Kind] = []
    private var raw: [[UInt8]] = []

    init(client: HTTPClient, socket: String, token: String) {
        self.client = client
        self.socket = socket
        self.token = token
        web = webKinds
        raw = rawKinds
    }

    /// How many kinds there are.
    var kinds: Int { web.count + raw.count }

    /// What a broken request came to: nothing but this is right.
    private enum Outcome {
        case status(Int)
        /// The service ends the connection without a response.
        case closed
    }

    private struct Kind {
        let bytes: [UInt8]
        let outcome: Outcome
    }

    /// Sends the broken request of a number, and sees that it is refused as it should be.
    func send(_ number: Int) throws {
        let index = number % kinds
        if index < web.count {
            try send(web[index])
        } else {
            let connection = try FastCGIConnection(socket)
            try connection.send(raw[index - web.count])
            // What is cut off is only over for the service when nothing more can come.
            connection.finishSending()
            try connection.waitForClose()
        }
    }

    private func send(_ kind: Kind) throws {
        let connection = try client.connect()
        try connection.send(kind.bytes)
        switch kind.outcome {
        case .status(let status):
            let response = try connection.receive()
            guard response.status == status else {
                let request = String(decoding: kind.bytes.prefix(200), as: UTF8.self)
                throw Failure("\(response.status) instead of \(status) for \(request): \(response.text)")
            }
        case .closed: break
        }
    }

    /// Through nginx, some of them refused by nginx.
    private var webKinds: [Kind] {
        [
            post(#"{"name":"Alien","casts":["Ann"],"genres":["Horror"],}"#, 400),
            post(#"{"name":"Alien","casts":["Ann"],"genres":["Horror"]} x"#, 400),
            post(#"{"name":1,"casts":{},"genres":[null]}"#, 400),
            post(String(repeating: "[", count: 100_000), 400),
            post("", 400),
            post(#"{"name":"Alien"}"#, 401, token: "x.y.z"),
            post(#"{"name":"Alien"}"#, 401, token: token + "x"),
            post(#"{"name":"Alien"}"#, 401, token: String(repeating: "a", count: 7000)),
            http("POST /api/movies", ["Content-Type: application/json", "Content-Length: 1048577"], 413),
            chunked(["100000", String(repeating: "a", count: 1 << 20), "1", "a", "0", ""], 413),
            chunked(["zz", "{}", "0", ""], 400),
            http("POST /api/movies", ["Content-Length: -1"], 400),
            http("GET /api/movies/\(String(repeating: "a", count: 9000))", [], 400),
            http("GET /api/movies?limit=\(String(repeating: "9", count: 5000))", [], 400),
            http("GET /api/movies/%zz%00", [], 400),
            http("BREW /api/movies", [], 405),
            http("GET /api/no/such/route", [], 404),
            http("GET /reset/\(String(repeating: "b", count: 5000))", [], 403),
            // Cut off: nginx waits for the rest, and forgets the request when the client leaves.
            Kind(
                bytes: Array("POST /api/movies HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{".utf8),
                outcome: .closed),
            Kind(bytes: Array("GET /api/mov".utf8), outcome: .closed),
        ]
    }

    /// To the service's own socket, as a web server that is broken itself would send them.
    private var rawKinds: [[UInt8]] {
        let request = FastCGIRequest("POST", "/api/movies", body: Array(Site.movie("Alien").utf8), token: token)
        let bytes = request.bytes
        let records = request.records
        return [
            Array(bytes.prefix(3)), Array(bytes.prefix(12)), Array(bytes.prefix(60)), Array(bytes.dropLast(9)),
            Array(bytes.dropLast(30)),
            // Ended between records: after the beginning, in the midst of the variables, before and after the body.
            records[0], records.prefix(2).flatMap(\.self), records.prefix(3).flatMap(\.self),
            records.dropLast().flatMap(\.self),
            // Another version of the protocol, another role, a kind of record that there is not, another protocol.
            FastCGIRequest.record(1, [0, 1, 1, 0, 0, 0, 0, 0], version: 9) + bytes.dropFirst(16),
            FastCGIRequest.record(1, [0, 3, 1, 0, 0, 0, 0, 0]) + bytes.dropFirst(16),
            records[0] + FastCGIRequest.record(99, Array(repeating: 1, count: 500)) + records[1].prefix(20),
            Array("GET / HTTP/1.1\r\n\r\n".utf8), Array(repeating: 0, count: 300), Array(repeating: 0xff, count: 300),
            // No variables at all; a request that is taken back in the midst of its body.
            records[0] + FastCGIRequest.record(4, []) + FastCGIRequest.record(5, []),
            records.dropLast().flatMap(\.self) + FastCGIRequest.record(2, []),
        ]
    }

    private func post(_ json: String, _ status: Int, token: String? = nil) -> Kind {
        http(
            "POST /api/movies",
            [
                "Content-Type: application/json", "Authorization: Bearer \(token ?? self.token)",
                "Content-Length: \(json.utf8.count)",
            ], status, body: json)
    }

    private func chunked(_ lines: [String], _ status: Int) -> Kind {
        http(
            "POST /api/movies",
            [
                "Content-Type: application/json", "Authorization: Bearer \(token)", "Transfer-Encoding: chunked",
            ], status, body: lines.joined(separator: "\r\n") + "\r\n")
    }

    private func http(_ start: String, _ fields: [String], _ status: Int, body: String = "") -> Kind {
        let head = ["\(start) HTTP/1.1", "Host: localhost"] + fields
        return Kind(bytes: Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8), outcome: .status(status))
    }
}
