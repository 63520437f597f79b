import Threads

/// Bounds how many lines of one kind the log gets in a minute: a flood of refused log-ins must not fill the disk. Shared
/// by all threads.
///
/// In each minute the first ``linesPerMinute`` events of a kind have a line each. Later ones have one whenever the number
/// of events has doubled, which says how many had none since the last: a million events make about forty lines.
package final class LineBudget: Sendable {
    /// What the log counts apart.
    package enum Kind: String, CaseIterable {
        case failedLogIn = "log-in failed"
        case requestedReset = "reset requested"
        case withheldLink = "link withheld"
        case completedReset = "password reset"
        case failedConfirmation = "password not confirmed"
        case changedPassword = "password changed"
        case changedAddress = "address changed"
        case restoredAddress = "address restored"
        case deletedAccount = "account deleted"
        case reachedLimit = "limit reached"
    }

    /// How many events in a minute have a line of their own.
    static let linesPerMinute = 20
    private static let minute = Duration.seconds(60)

    private struct Window {
        var end: ContinuousClock.Instant
        var events = 0
        /// Without a line since the last line.
        var unwritten = 0
    }

    private let windows = Monitor<[Kind: Window]>([:])

    /// Counts an event.
    ///
    /// - Returns: `nil` when it gets no line; else how many events before it got none.
    package func admit(_ kind: Kind, at now: ContinuousClock.Instant = .now) -> Int? {
        windows.withLock { windows in
            var window = windows[kind] ?? Window(end: now + Self.minute)
            if window.end <= now { window = Window(end: now + Self.minute, unwritten: window.unwritten) }
            window.events += 1
            defer { windows[kind] = window }
            guard window.events <= Self.linesPerMinute || Self.isDoubling(window.events) else {
                window.unwritten += 1
                return nil
            }
            defer { window.unwritten = 0 }
            return window.unwritten
        }
    }

    /// How many events of each kind had no line yet; they count as told from now on.
    func takeRest() -> [(kind: Kind, events: Int)] {
        windows.withLock { windows in
            let rest = Kind.allCases.compactMap { kind in
                windows[kind].flatMap { $0.unwritten > 0 ? (kind: kind, events: $0.unwritten) : nil }
            }
            windows = [:]
            return rest
        }
    }

    /// Whether a number is 2, 4, 8 … times ``linesPerMinute``.
    private static func isDoubling(_ events: Int) -> Bool {
        let (times, rest) = events.quotientAndRemainder(dividingBy: linesPerMinute)
        return rest == 0 && times & (times - 1) == 0
    }
}
