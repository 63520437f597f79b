import MovieBag
import Threads

/// Letters that several threads claimed.
final class Tally: Sendable {
    private let letters = Monitor<[OutboxMailID]>([])

    func add(_ more: [OutboxMailID]) {
        letters.withLock { $0 += more }
    }

    var all: [OutboxMailID] { letters.withLock { $0 } }
}
