import Threads

/// Takes the traces of tokens away as soon as their time is up: so the tables stay small, and no token comes back to life
/// when the clock is set back. It also takes away buckets of guesses that are empty, records and dead letters that were kept long
/// enough, the movies of removed accounts, removed movies that cannot be brought back any more, and their marks; and it brings the index of searches up to date.
package final class ExpirySweeper: Sendable {
    /// How many rows of a kind go at once, so that other writes have their turn in between.
    private static let atOnce = 500

    /// How many movies are looked at at once, some 10 ms of the writer if all of them go and are small.
    private static let moviesAtOnce = 500

    /// Of marks, which are small.
    private static let marksAtOnce = 5000

    /// Large movies take longer, 0.5 ms each with 55 KB, and marks that are read from a slow disk: so many go at once as that takes.
    private static let budget = Duration.milliseconds(20)

    /// What it needs of a storage.
    package typealias Store = AuditStore & DeadLetterStore & DepartureStore & GuessStore & RemovedMarkStore
        & RemovedMovieSweepStore & SearchIndexStore & TokenStore

    private let makeStore: @Sendable () -> any Store
    private let clock: WallClock
    private let recordsKeptFor: Duration
    private let pause: Duration
    private let report: @Sendable (any Error) -> Void
    private let isStopping = Monitor(false)

    /// - Parameters:
    ///   - makeStore: called once, on the sweeper's thread.
    ///   - recordsKeptFor: how long it stays recorded what happened to accounts, and how long dead letters are kept.
    ///   - pause: how long a trace may outlive its token.
    ///   - report: told of a storage that failed; the sweeper tries again by itself.
    package init(
        makeStore: @escaping @Sendable () -> any Store, clock: WallClock, recordsKeptFor: Duration,
        pause: Duration = .seconds(1), report: @escaping @Sendable (any Error) -> Void
    ) {
        self.makeStore = makeStore
        self.clock = clock
        self.recordsKeptFor = recordsKeptFor
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
                wait = try sweep(store) ? .zero : pause
            } catch {
                report(error)
                wait = pause
            }
        }
    }

    /// Takes one part of each kind away; returns whether there may be more.
    private func sweep(_ store: any Store) throws -> Bool {
        let now = clock.now
        let end = now + (.zero - recordsKeptFor)
        // Once: under load, writes do so by themselves, for more movies at once.
        try store.updateSearchIndex()
        let isMoreLeft = [
            try store.removeExpired(at: now, limit: Self.atOnce),
            try store.removeEmptyBuckets(at: now, limit: Self.atOnce),
            try store.continueDepartures(limit: Self.moviesAtOnce, within: Self.budget),
            try store.removeForGood(
                removedUntil: RemovedMovie.lastExpired(at: now), limit: Self.moviesAtOnce, within: Self.budget),
            try store.removeMarksOfRemovedMovies(limit: Self.marksAtOnce, within: Self.budget),
            try store.removeRecords(before: end, limit: Self.atOnce),
            try store.removeDeadLetters(before: end, limit: Self.atOnce),
        ]
        return isMoreLeft.contains(true)
    }
}
