import Synchronization
import TestSite

/// Clients that send wrong log-ins without a pause, from 127.0.0.1 to 127.0.0.8, until they are told to stop.
final class LogInFlood {
    static let addresses = 8
    private let counts = Counts()
    private let crowd: Crowd<Void>

    private final class Counts: Sendable {
        let isOver = Atomic(false)
        let wrong = Atomic(0)
        let refused = Atomic(0)
    }

    /// Starts them.
    init(_ clients: Int, at site: Site) throws {
        let (client, counts) = (site.client, self.counts)
        crowd = try Crowd(clients) { number in
            var client = client
            client.source = UInt8(1 + number % Self.addresses)
            let connection = KeptConnection(client)
            let request = HTTPRequest(
                "POST", "/api/auth/login", json: Site.credentials("ann@example.org", "wrong password \(number)"))
            while !counts.isOver.load(ordering: .relaxed) {
                switch try connection.exchange(request).status {
                case 401: counts.wrong.add(1, ordering: .relaxed)
                case 503: counts.refused.add(1, ordering: .relaxed)
                case let status: throw Failure("a wrong log-in was answered \(status)")
                }
            }
        }
    }

    deinit {
        counts.isOver.store(true, ordering: .relaxed)
    }

    /// Log-ins that were found wrong, and those that were refused as too many.
    var responses: (wrong: Int, refused: Int) {
        (counts.wrong.load(ordering: .relaxed), counts.refused.load(ordering: .relaxed))
    }

    /// Ends them, and waits for the responses that are under way.
    func stop() throws {
        counts.isOver.store(true, ordering: .relaxed)
        _ = try crowd.outputs()
    }
}
