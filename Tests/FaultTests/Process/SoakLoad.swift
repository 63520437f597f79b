import Synchronization
import TestSite

/// Clients that do everything there is to do, until they are told to stop. What they add they delete, so the data stays
/// as small as it was.
final class SoakLoad: Sendable {
    let requests = Atomic(0)
    let isOver = Atomic(false)
    private let client: HTTPClient
    private let crowd = 32

    init(_ site: Site) throws {
        client = site.client
        for thread in 0..<crowd { try site.signUp(Self.email(thread)) }
    }

    func start() throws -> Crowd<Void> {
        try Crowd(crowd) { [self] thread in
            // nginx ends a connection after 1,000 requests; a round has 12 at most.
            while !isOver.load(ordering: .relaxed) {
                var visit = Visit(load: self, connection: try client.connect(), thread: thread)
                for round in 0..<50 where !isOver.load(ordering: .relaxed) { try visit.makeRound(round) }
            }
        }
    }

    private static func email(_ thread: Int) -> String { "user\(thread)@example.org" }

    /// One connection of one client.
    private struct Visit {
        let load: SoakLoad
        let connection: HTTPConnection
        let thread: Int
        private var token = ""

        init(load: SoakLoad, connection: HTTPConnection, thread: Int) {
            self.load = load
            self.connection = connection
            self.thread = thread
        }

        mutating func makeRound(_ round: Int) throws {
            if round == 0 {
                token = try send("POST", "/api/auth/login", 200, Site.credentials(SoakLoad.email(thread)))
                    .json(Token.self).token
                if thread < 4 {
                    try send("POST", "/api/auth/forgot", 200, #"{"email":"\#(SoakLoad.email(thread))"}"#)
                }
            }
            let name = Site.movie("\(thread)-\(round)")
            let path = "/api/movies/" + (try send("POST", "/api/movies", 200, name).json(Identifier.self).id)
            let tag = try send("GET", path, 200)["ETag"] ?? ""
            try send("GET", path, 304, fields: [("If-None-Match", tag)])
            try send("GET", "/api/movies?limit=20", 200)
            try send("PUT", path, 200, #"{"genres":["Horror","Drama"]}"#)
            try send(
                "PUT", path, 412, #"{"genres":["Late"]}"#, fields: [("If-Match", tag)])
            try send("PUT", path, 401, "{}", fields: [("Authorization", "Bearer a.b.c")])
            try send("PUT", path, 400, #"{"genres":0}"#)
            try send("GET", "/api/nothing", 404)
            try send("DELETE", path, 200)
        }

        @discardableResult
        private func send(
            _ method: String, _ path: String, _ status: Int, _ body: String = "",
            fields: [(name: String, value: String)] = []
        ) throws -> HTTPResponse {
            var request = body.isEmpty ? HTTPRequest(method, path) : HTTPRequest(method, path, json: body)
            request.fields += fields
            if !token.isEmpty && !fields.contains(where: { $0.name == "Authorization" }) {
                request = request.with("Authorization", "Bearer \(token)")
            }
            let response = try connection.exchange(request)
            load.requests.add(1, ordering: .relaxed)
            guard response.status == status else {
                throw Failure("\(method) \(path): \(response.status) instead of \(status): \(response.text)")
            }
            return response
        }
    }
}
