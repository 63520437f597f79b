import Threads

/// Counts the parameters of all stored password hashes now and then, for ``DecoyHashes``.
///
/// It reads the accounts in small parts with pauses between them, at low priority, so that a million of them hold nothing
/// up: no write, no checkpoint, and no processor that others need.
package final class PasswordCensus: Sendable {
    /// How many accounts are counted at once, some 2 ms of a processor.
    private static let atOnce = 1000
    /// Between two parts; no read transaction is open meanwhile.
    private static let breath = Duration.milliseconds(5)
    private static let niceness: Int32 = 10

    private let makeStore: @Sendable () -> any PasswordCountStore
    private let decoys: DecoyHashes
    private let pause: Duration
    private let report: @Sendable (any Error) -> Void
    private let isStopping = Monitor(false)

    /// - Parameters:
    ///   - makeStore: called for each count anew, on its thread: between two it keeps nothing open.
    ///   - pause: between two counts.
    ///   - report: told of a storage that failed; the latest count holds until the next one.
    package init(
        makeStore: @escaping @Sendable () -> any PasswordCountStore, decoys: DecoyHashes,
        pause: Duration = .seconds(300), report: @escaping @Sendable (any Error) -> Void
    ) {
        self.makeStore = makeStore
        self.decoys = decoys
        self.pause = pause
        self.report = report
    }

    /// Starts the thread.
    ///
    /// - Throws: ``ThreadError``.
    package func start() throws -> SystemThread {
        try SystemThread(name: "census") { [self] in run() }
    }

    /// Lets the thread end.
    package func stop() {
        isStopping.withLock { $0 = true }
        isStopping.notifyAll()
    }

    private func run() {
        ThreadPriority.lower(to: Self.niceness)
        repeat {
            do {
                try count()
            } catch {
                report(error)
            }
        } while !stops(within: pause)
    }

    /// Counts once, on the calling thread; nothing is taken over when the census is stopped meanwhile.
    package func count() throws {
        let store = makeStore()
        var counts = PasswordCounts(accounts: [:], last: nil)
        var part = try store.passwordCounts(after: nil, limit: Self.atOnce)
        while let last = part.last {
            counts.add(part)
            guard !stops(within: Self.breath) else { return }
            part = try store.passwordCounts(after: last, limit: Self.atOnce)
        }
        decoys.imitate(counts.costs)
    }

    private func stops(within time: Duration) -> Bool {
        isStopping.wait(timeout: time) { $0 ? true : nil } ?? false
    }
}
