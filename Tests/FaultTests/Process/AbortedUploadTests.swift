import TestSite
import Testing

extension FaultTests {
    /// Clients that leave in the midst of an upload leave nothing behind.
    @EndToEnd
    @Suite struct AbortedUploadTests {
        @Test func abortedUploadsLeaveNothingBehind() throws {
            let site = try LeakCheck.makeSite()
            let uploads = Uploads(
                client: site.client, socket: site.service.socket, token: try site.newAccount("ann@example.org"))
            let count = Scale.choose(short: 200, full: 2000)
            let outcome = try LeakCheck(site).expectNothingLeft(after: count) { try uploads.abort($0) }
            #expect(try site.client.get("/api/movies").text == "[]", "half an upload was taken for a whole one")
            // What was cut off is a good request when it is whole.
            let whole = try FastCGIConnection(site.service.socket).exchange(uploads.request)
            #expect(whole.contains("{\"id\":\""))
            try FaultReport.add(
                "uploads of 1 MiB that end in the midst, a quarter through nginx and the rest on the socket",
                extent: "\(count)", outcome: outcome)
        }
    }
}

/// Uploads of a movie as large as may be, each cut off somewhere else.
private struct Uploads: Sendable {
    private let client: HTTPClient
    private let socket: String
    private let token: String
    private let body: [UInt8]
    /// The whole request.
    let request: FastCGIRequest
    private let head: [UInt8]
    private let bodyRecords: [UInt8]

    init(client: HTTPClient, socket: String, token: String) {
        self.client = client
        self.socket = socket
        self.token = token
        let movie = Array(Site.movie("Alien").utf8)
        // White space after the value is allowed, so the whole is a good request of exactly the largest size.
        body = movie + Array(repeating: UInt8(ascii: " "), count: (1 << 20) - movie.count)
        request = FastCGIRequest("POST", "/api/movies", body: body, token: token)
        let records = request.records
        // The beginning, the variables and their end.
        head = records.prefix(3).flatMap(\.self)
        bodyRecords = records.dropFirst(3).flatMap(\.self)
    }

    /// Sends a part of an upload and leaves.
    func abort(_ number: Int) throws {
        // Spread over the whole body, the JSON at its beginning included: 257 has no divisor in common with the kinds.
        let part = body.count / 257 * (number % 257) + 1
        switch number / 4 % 4 {
        case 0: try abortThroughNginx(after: part)
        case 1: try abortOnSocket(after: part, then: [])
        // A web server that takes the request back before it leaves (FCGI_ABORT_REQUEST).
        case 2: try abortOnSocket(after: part, then: FastCGIRequest.record(2, []))
        default: try stopSending(after: part)
        }
    }

    private func abortThroughNginx(after count: Int) throws {
        let request = HTTPRequest("POST", "/api/movies").with("Authorization", "Bearer \(token)")
            .with("Content-Type", "application/json").with("Content-Length", "\(body.count)")
        let connection = try client.connect()
        try connection.send(request.encoded(host: "localhost") + body.prefix(count))
    }

    /// The connection is closed with whatever was sent.
    private func abortOnSocket(after count: Int, then last: [UInt8]) throws {
        let connection = try FastCGIConnection(socket)
        try connection.send(beginning(count) + last)
    }

    /// Only our direction ends, so the service could still answer; it must not.
    private func stopSending(after count: Int) throws {
        let connection = try FastCGIConnection(socket)
        try connection.send(beginning(count))
        connection.finishSending()
        try connection.waitForClose()
    }

    /// The records of the request up to and with `count` bytes of the body, perhaps in the midst of a record.
    private func beginning(_ count: Int) -> [UInt8] {
        head + bodyRecords.prefix(count)
    }
}
