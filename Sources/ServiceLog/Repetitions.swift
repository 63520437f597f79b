import Threads

/// Keeps a log readable while the same thing goes wrong for everybody: a sentence is said at once, and then once in a
/// while with how often it would have been. Shared by all threads.
final class Repetitions: Sendable {
    private struct Entry {
        var nextTime: ContinuousClock.Instant
        var unsaid = 0
    }

    private let pause: Duration
    private let entries = Monitor<[String: Entry]>([:])
    /// The most sentences that are remembered; those that hold a name or a number might otherwise be without end.
    private static let most = 64

    init(pause: Duration = .seconds(10)) {
        self.pause = pause
    }

    /// The sentence as it is to be said now; `nil` when it was said a moment ago.
    func admit(_ sentence: String, at now: ContinuousClock.Instant = .now) -> String? {
        entries.withLock { entries in
            if entries.count >= Self.most { entries = entries.filter { $0.value.nextTime > now } }
            guard entries.count < Self.most || entries[sentence] != nil else { return sentence }
            guard let entry = entries[sentence], entry.nextTime > now else {
                let unsaid = entries[sentence]?.unsaid ?? 0
                entries[sentence] = Entry(nextTime: now + pause)
                return unsaid == 0 ? sentence : "\(sentence) (and \(unsaid) times more since it was said last)"
            }
            entries[sentence]?.unsaid += 1
            return nil
        }
    }
}
