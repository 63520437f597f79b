import Threads

/// Brings the movies from before an upgrade up to date, little by little: one ``BackfillTask`` after the other. It ends when
/// all are done.
///
/// Several processes may do so at the same time, and a process that starts goes on where others have ended.
///
/// Tests: MovieCountTests.swift, KeyBackfillTests.swift
package final class MovieBackfill: Sendable {
    /// How many movies are done at once, and how long that may take, so that other writes have their turn in between.
    private static let atOnce = 2500
    private static let timeAtOnce = Duration.milliseconds(25)

    private let makeStore: @Sendable () -> any BackfillStore
    private let rest: Duration
    private let pause: Duration
    private let reportEvery: Duration
    private let report: @Sendable (Event) -> Void
    private let isStopping = Monitor(false)

    /// What happens, for the log. Nothing happens where there is nothing to do.
    package enum Event: Sendable {
        /// There are movies for which this is to be done.
        case began(BackfillTask)
        /// It was done for so many by this process until now; there are more.
        case continued(BackfillTask, Int)
        /// It is done for all, for so many of them by this process.
        case ended(BackfillTask, Int)
        /// The storage failed; it is tried again.
        case failed(BackfillTask, any Error)
    }

    /// - Parameters:
    ///   - makeStore: called once, on a thread of its own.
    ///   - rest: between two parts; no write has to wait then.
    ///   - pause: how long a storage that failed is left alone.
    ///   - reportEvery: how often it reports how far it has come.
    ///   - report: called on that thread.
    package init(
        makeStore: @escaping @Sendable () -> any BackfillStore, rest: Duration = .milliseconds(25),
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
        try SystemThread(name: "backfill") { [self] in run() }
    }

    /// Lets the thread end.
    package func stop() {
        isStopping.withLock { $0 = true }
        isStopping.notifyAll()
    }

    private func run() {
        let store = makeStore()
        for task in BackfillTask.allCases {
            guard finish(task, in: store) else { return }
        }
    }

    /// - Returns: `false` when the thread is to end.
    private func finish(_ task: BackfillTask, in store: any BackfillStore) -> Bool {
        var progress = Progress(task: task)
        var wait = Duration.zero
        while isStopping.wait(timeout: wait, until: { $0 ? true : nil }) == nil {
            do {
                let part = try store.backfill(task, atMost: Self.atOnce, within: Self.timeAtOnce)
                report(part, &progress)
                guard part.isMoreLeft else { return true }
                wait = rest
            } catch {
                report(.failed(task, error))
                wait = pause
            }
        }
        return false
    }

    private struct Progress {
        let task: BackfillTask
        var movies = 0
        /// When it was reported latest; `nil` before there was anything to do.
        var reported: ContinuousClock.Instant?
    }

    private func report(_ part: BackfilledMovies, _ progress: inout Progress) {
        progress.movies += part.movies
        let now = ContinuousClock.now
        if progress.reported == nil, part.movies > 0 {
            report(.began(progress.task))
            progress.reported = now
        }
        guard let reported = progress.reported else { return }
        if !part.isMoreLeft {
            report(.ended(progress.task, progress.movies))
        } else if now - reported >= reportEvery {
            report(.continued(progress.task, progress.movies))
            progress.reported = now
        }
    }
}
