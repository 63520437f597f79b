import Synchronization
import TestSite

/// A client that asks for all kinds of changes in random order, and writes down what it was answered.
struct MixedWriter: Sendable {
    /// Until when clients go on.
    final class End: Sendable {
        private let flag = Atomic(false)
        var isReached: Bool { flag.load(ordering: .relaxed) }
        func reach() { flag.store(true, ordering: .relaxed) }
    }

    /// What a client learns of a change.
    enum Response {
        case done(HTTPResponse)
        case refused(HTTPResponse)
        /// It may be done or not: no response came, or one from a proxy that lost the service.
        case unknown
    }

    let number: Int
    let client: HTTPClient
    /// The access token of the account that owns the movies.
    let access: String
    let size: MixedSize
    /// About how many movies each client keeps.
    let stock: Int
    var choices: SeededChoices
    var journal: Journal
    /// How much was asked, which makes names that come once.
    var asked = 0

    init(
        number: Int, client: HTTPClient, access: String, size: MixedSize, stock: Int, seed: UInt64, journal: Journal
    ) {
        (self.number, self.client, self.access, self.size, self.stock) = (number, client, access, size, stock)
        choices = SeededChoices(seed: seed)
        self.journal = journal
    }

    /// Asks for one thing after the other.
    mutating func run(until end: End) throws {
        var connection = try client.connect()
        // Somewhere among the rest, so that resets meet every moment.
        var stepsUntilReset = choices.number(in: 0...20)
        while !end.isReached {
            let unanswered = journal.figures.unanswered
            if stepsUntilReset == 0, journal.reset.token != nil, journal.reset.wanted == nil {
                useToken(on: connection)
            } else {
                try makeChange(on: connection)
            }
            stepsUntilReset -= stepsUntilReset > 0 ? 1 : 0
            if journal.figures.unanswered > unanswered {
                // A client that got no response waits until there is somebody again.
                try wait(for: "the service", limit: .seconds(30)) {
                    (try? client.get("/api/health"))?.status == 200 || end.isReached
                }
                connection = try client.connect()
            }
        }
    }

    /// Sends a request for a change and takes the time until it is acknowledged.
    mutating func ask(_ request: HTTPRequest, on connection: HTTPConnection) -> Response {
        let start = ContinuousClock.now
        guard let response = try? connection.exchange(request), !(502...504).contains(response.status) else {
            journal.figures.unanswered += 1
            return .unknown
        }
        guard response.status == 200 else { return .refused(response) }
        journal.figures.acknowledged += 1
        journal.figures.slowest = max(journal.figures.slowest, ContinuousClock.now - start)
        return .done(response)
    }

    /// Keeps a response that makes no sense.
    mutating func complain(_ request: HTTPRequest, _ response: HTTPResponse) {
        journal.complaints.append("\(request.method) \(request.path): \(response.status) \(response.text)")
    }
}
