import Threads

/// Counts the movies that accounts have added before movies were counted, little by little, and ends when all are.
///
/// Until then an account's quota counts less than it has. Several processes may do so at the same time.
///
/// Tests: MovieCountTests.swift
package final class MovieCounting: Sendable {
    /// How many movies are counted at once, so that other writes have their turn in between.
    private static let atOnce = 250

    private let makeStore: @Sendable () -> any MovieCountStore
    private let pause: Duration
    private let report: @Sendable (any Error) -> Void
    private let isStopping = Monitor(false)

    /// - Parameters:
    ///   - makeStore: called once, on a thread of its own.
    ///   - pause: how long a storage that failed is left alone.
    ///   - report: told of each failure.
    package init(
        makeStore: @escaping @Sendable () -> any MovieCountStore, pause: Duration = .seconds(10),
        report: @escaping @Sendable (any Error) -> Void
    ) {
        self.makeStore = makeStore
        self.pause = pause
        self.report = report
    }

    /// Starts the thread.
    ///
    /// - Throws: ``ThreadError``.
    package func start() throws -> SystemThread {
        try SystemThread(name: "counting") { [self] in run() }
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
                guard try store.countMovies(atMost: Self.atOnce) else { return }
                wait = .zero
            } catch {
                report(error)
                wait = pause
            }
        }
    }
}
