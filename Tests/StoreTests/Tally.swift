import MovieBag
import Threads

/// Letters that several threads claimed.
final class Tally: Sendable {
    private let letters = Monitor<[LetterID]>([])

    func add(_ more: [LetterID]) {
        letters.withLock { $0 += more }
    }

    var all: [LetterID] { letters.withLock { $0 } }
}
