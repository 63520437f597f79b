import MovieBag
import Threads

/// Mails that several threads leased.
final class Tally: Sendable {
    private let mails = Monitor<[OutboxMailID]>([])

    func add(_ more: [OutboxMailID]) {
        mails.withLock { $0 += more }
    }

    var all: [OutboxMailID] { mails.withLock { $0 } }
}
