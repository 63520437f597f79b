import Threads

/// Wakes the dispatcher when a mail was written in this process. Shared by all threads.
///
/// Tests: MailDispatcherTests.swift
package final class OutboxChannel: Sendable {
    let events = Monitor(Events())

    /// What the dispatcher waits for.
    struct Events {
        var isRung = false
        var isStopping = false
        var outcomes: [MailDispatcher.Outcome] = []

        /// What happened since the last call; `nil` when nothing did. Word to stop is given again and again until
        /// `knowsOfStop`.
        mutating func take(unlessOnlyStopping knowsOfStop: Bool) -> Events? {
            guard isRung || !outcomes.isEmpty || (isStopping && !knowsOfStop) else { return nil }
            defer {
                isRung = false
                outcomes = []
            }
            return self
        }
    }

    package init() {}

    /// Call it after the mail was stored.
    package func signal() {
        events.withLock { $0.isRung = true }
        events.notifyAll()
    }

    func stop() {
        events.withLock { $0.isStopping = true }
        events.notifyAll()
    }

    func report(_ outcome: MailDispatcher.Outcome) {
        events.withLock { $0.outcomes.append(outcome) }
        events.notifyAll()
    }
}
