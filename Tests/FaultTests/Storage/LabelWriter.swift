import TestSite

/// A client that adds, changes and removes movies whose labels others use too. What became of a request that was not answered it
/// does not know: ``adopt(_:)`` tells it which movies it has.
struct LabelWriter: Sendable {
    /// About how many movies each client keeps.
    private static let stock = 20

    let number: Int
    let client: HTTPClient
    let account: String
    private let access: String
    private var choices: SeededChoices
    private var movies: [String] = []
    /// How much was asked, which makes names that come once.
    private var asked = 0
    private(set) var acknowledged = 0
    private(set) var unanswered = 0

    /// Makes its account.
    init(_ number: Int, at site: Site, seed: UInt64) throws {
        (self.number, client) = (number, site.client)
        account = try site.signUp("labels-\(number)@example.org")
        access = try site.logIn("labels-\(number)@example.org")
        choices = SeededChoices(seed: seed &+ UInt64(number))
    }

    /// Asks for one change after the other.
    mutating func run(until end: MixedWriter.End) throws {
        var connection = try client.connect()
        while !end.isReached {
            if try makeChange(on: connection) { continue }
            unanswered += 1
            try wait(for: "the service", limit: .seconds(30)) {
                (try? client.get("/api/health"))?.status == 200 || end.isReached
            }
            connection = try client.connect()
        }
    }

    /// Takes those of all movies that are its own.
    mutating func adopt(_ all: [Movie]) {
        movies = all.filter { $0.owner.oid == account }.map(\.id.oid)
    }

    /// - Returns: whether there was a response.
    private mutating func makeChange(on connection: HTTPConnection) throws -> Bool {
        asked += 1
        let index = movies.isEmpty ? nil : choices.number(in: 0...movies.count - 1)
        let request = request(index)
        guard let response = try? connection.exchange(request), !(502...504).contains(response.status) else {
            return false
        }
        // One that is gone already, by a request that was not answered or that a proxy has sent twice.
        let isGone = response.status == 403 && request.method != "POST"
        guard response.status == 200 || isGone else {
            throw Failure("\(request.method) \(request.path): \(response.status) \(response.text)")
        }
        if !isGone { acknowledged += 1 }
        if request.method == "POST" { movies.append(try response.json(Identifier.self).id) }
        if let index, isGone || request.method == "DELETE" { movies.remove(at: index) }
        return true
    }

    private mutating func request(_ index: Int?) -> HTTPRequest {
        guard let index, choices.number(in: 1...10) > (movies.count < Self.stock ? 4 : 2) else {
            return HTTPRequest("POST", "/api/movies", json: "{\(name),\(genres),\(casts)}", token: access)
        }
        let path = "/api/movies/\(movies[index])"
        return switch choices.number(in: 1...8) {
        case 1: HTTPRequest("PATCH", path, json: "{\(genres)}", token: access)
        case 2: HTTPRequest("PATCH", path, json: "{\(name),\(casts)}", token: access)
        case 3: HTTPRequest("PATCH", path, json: "{\(name)}", token: access)
        case 4...5: HTTPRequest("PUT", path, json: "{\(name),\(genres),\(casts)}", token: access)
        default: HTTPRequest("DELETE", path).with("Authorization", "Bearer \(access)")
        }
    }

    private var name: String { #""name":"\#(number)-\#(asked)""# }
    private var genres: String { mutating get { Self.member("genres", SharedLabels.genres.some(atMost: 3, &choices)) } }
    private var casts: String { mutating get { Self.member("casts", SharedLabels.casts.some(atMost: 4, &choices)) } }

    private static func member(_ name: String, _ texts: [String]) -> String {
        #""\#(name)":[\#(texts.map { "\"\($0)\"" }.joined(separator: ","))]"#
    }
}
