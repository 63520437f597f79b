import Threads

/// Takes the traces of tokens away as soon as their time is up: so the tables stay small, and no token comes back to life
/// when the clock is set back. It also takes the movies of removed accounts away.
package final class ExpirySweeper: Sendable {
    /// How many traces go at once, so that other writes have their turn in between.
    private static let atOnce = 500

    /// How many movies are looked at at once, some 10 ms of the writer if all of them go.
    private static let moviesAtOnce = 500

    private let makeStore: @Sendable () -> any DepartureStore & TokenStore
    private let clock: WallClock
    private let pause: Duration
    private let report: @Sendable (any Error) -> Void
    private let isStopping = Monitor(false)

    /// - Parameters:
    ///   - makeStore: called once, on the sweeper's thread.
    ///   - pause: how long a trace may outlive its token.
    ///   - report: told of a storage that failed; the sweeper tries again by itself.
    package init(
        makeStore: @escaping @Sendable () -> any DepartureStore & TokenStore, clock: WallClock,
        pause: Duration = .seconds(1), report: @escaping @Sendable (any Error) -> Void
    ) {
        self.makeStore = makeStore
        self.clock = clock
        self.pause = pause
        self.report = report
    }

    /// Starts the thread.
    ///
    /// - Throws: ``ThreadError``.
    package func start() throws -> SystemThread {
        try SystemThread(name: "sweeper") { [self] in run() }
    }

    /// Lets the thread end.
    package func stop() {
        isStopping.withLock { $0 = true }
        isStopping.notifyAll()
    }

    private func run() {
        let store = makeStore()
        var wait = Duration.zero
        while isStopping.wait(timeout: wait, until: { $0 ? true : nil }) == nil {
            do {
                let isMoreLeft = [
                    try store.removeExpired(at: clock.now, limit: Self.atOnce),
                    try store.continueDepartures(limit: Self.moviesAtOnce),
                ].contains(true)
                wait = isMoreLeft ? .zero : pause
            } catch {
                report(error)
                wait = pause
            }
        }
    }
}
