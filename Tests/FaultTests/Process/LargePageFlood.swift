import Glibc
import Synchronization
import TestSite

/// Clients that ask for large pages on a service's own socket without a pause, until they are told to stop. Some read
/// nothing for a while first, as a web server does that hands a response on as slowly as its client takes it.
final class LargePageFlood {
    private let counts = Counts()
    private let crowd: Crowd<Void>

    private final class Counts: Sendable {
        let isOver = Atomic(false)
        let pages = Atomic(0)
        let refused = Atomic(0)
        let cutOff = Atomic(0)
    }

    /// Starts them.
    ///
    /// - Parameter slow: how many of them do not read at once.
    init(_ clients: Int, slow: Int, at socket: String) throws {
        let counts = self.counts
        crowd = try Crowd(clients) { number in
            while !counts.isOver.load(ordering: .relaxed) {
                let connection = try FastCGIConnection(socket)
                try connection.send(FastCGIRequest("GET", "/api/movies").bytes)
                // They are cut off by then, or while they wait refused.
                if number < slow, !Self.pause(counts) { return }
                switch try? connection.response().prefix(11) {
                case "Status: 200": counts.pages.add(1, ordering: .relaxed)
                case "Status: 503": counts.refused.add(1, ordering: .relaxed)
                case nil where number < slow: counts.cutOff.add(1, ordering: .relaxed)
                case let other: throw Failure("a page was answered with \(other ?? "nothing")")
                }
            }
        }
    }

    deinit {
        counts.isOver.store(true, ordering: .relaxed)
    }

    /// What has come of them so far.
    var responses: (pages: Int, refused: Int, cutOff: Int) {
        (
            counts.pages.load(ordering: .relaxed), counts.refused.load(ordering: .relaxed),
            counts.cutOff.load(ordering: .relaxed)
        )
    }

    /// Ends them, and waits for the responses that are under way.
    func stop() throws {
        counts.isOver.store(true, ordering: .relaxed)
        _ = try crowd.outputs()
    }

    /// Reads nothing for six seconds; false when it is over meanwhile.
    private static func pause(_ counts: Counts) -> Bool {
        let end = ContinuousClock.now + .seconds(6)
        while ContinuousClock.now < end {
            guard !counts.isOver.load(ordering: .relaxed) else { return false }
            usleep(50_000)
        }
        return true
    }
}
