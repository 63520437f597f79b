import Threads

/// Counts the movies that accounts have added before movies were counted, little by little, and ends when all are.
///
/// Until then an account's quota counts less than it has. Several processes may do so at the same time, and a process that
/// starts goes on where others have ended.
///
/// Tests: MovieCountTests.swift
package final class MovieCounting: Sendable {
    /// How many movies are counted at once, and how long that may take, so that other writes have their turn in between.
    private static let atOnce = 2500
    private static let timeAtOnce = Duration.milliseconds(25)

    private let makeStore: @Sendable () -> any MovieCountStore
    private let rest: Duration
    private let pause: Duration
    private let reportEvery: Duration
    private let report: @Sendable (Event) -> Void
    private let isStopping = Monitor(false)

    /// What happens, for the log. Nothing happens where there is nothing to count.
    package enum Event: Sendable {
        /// There are movies to count.
        case began
        /// So many were counted by this process until now; there are more.
        case counted(Int)
        /// All are counted, so many of them by this process.
        case ended(Int)
        /// The storage failed; it is tried again.
        case failed(any Error)
    }

    /// - Parameters:
    ///   - makeStore: called once, on a thread of its own.
    ///   - rest: between two parts; no write has to wait then.
    ///   - pause: how long a storage that failed is left alone.
    ///   - reportEvery: how often it reports how far it has come.
    ///   - report: called on that thread.
    package init(
        makeStore: @escaping @Sendable () -> any MovieCountStore, rest: Duration = .milliseconds(25),
        pause: Duration = .seconds(10), reportEvery: Duration = .seconds(10),
        report: @escaping @Sendable (Event) -> Void
    ) {
        self.makeStore = makeStore
        self.rest = rest
        self.pause = pause
        self.reportEvery = reportEvery
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
        var progress = Progress()
        var wait = Duration.zero
        while isStopping.wait(timeout: wait, until: { $0 ? true : nil }) == nil {
            do {
                let part = try store.countMovies(atMost: Self.atOnce, within: Self.timeAtOnce)
                report(part, &progress)
                guard part.isMoreLeft else { return }
                wait = rest
            } catch {
                report(.failed(error))
                wait = pause
            }
        }
    }

    private struct Progress {
        var movies = 0
        /// When it was reported latest; `nil` before there was anything to count.
        var reported: ContinuousClock.Instant?
    }

    private func report(_ part: CountedMovies, _ progress: inout Progress) {
        progress.movies += part.movies
        let now = ContinuousClock.now
        if progress.reported == nil, part.movies > 0 {
            report(.began)
            progress.reported = now
        }
        guard let reported = progress.reported else { return }
        if !part.isMoreLeft {
            report(.ended(progress.movies))
        } else if now - reported >= reportEvery {
            report(.counted(progress.movies))
            progress.reported = now
        }
    }
}
