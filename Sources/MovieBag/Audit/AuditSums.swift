import Threads

/// Counts what strangers can cause without end, so that a flood of it takes few rows: in each minute the first of a kind
/// have a row each, and all further ones share one. Shared by all threads of a process.
///
/// Each process counts for itself, so no row of a sum has two writers: a store keeps the larger number of times.
package final class AuditSums: Sendable {
    /// How many of a kind have a row of their own in a minute.
    package static let most = 60

    /// A row that stands for many.
    struct Sum: Sendable, Equatable {
        let id: ObjectID
        let times: Int64
    }

    private struct Window {
        let minute: Int64
        var events = 0
        var sum: Sum?
    }

    private let windows = Monitor<[AuditKind: Window]>([:])

    package init() {}

    /// Counts one.
    ///
    /// - Parameter id: what a new sum is called.
    /// - Returns: `nil` when it has a row of its own.
    func count(_ kind: AuditKind, at now: UnixTime, newID id: ObjectID) -> Sum? {
        guard kind.isSummed else { return nil }
        let minute = now.seconds / 60
        return windows.withLock { windows in
            var window = windows[kind] ?? Window(minute: minute)
            if window.minute != minute { window = Window(minute: minute) }
            window.events += 1
            if window.events > Self.most {
                window.sum = Sum(id: window.sum?.id ?? id, times: (window.sum?.times ?? 0) + 1)
            }
            windows[kind] = window
            return window.sum
        }
    }
}
