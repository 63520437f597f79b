import MovieBag
import Testing
import Threads

@Suite struct ExpirySweeperTests {
    /// Fails or has more to remove as often as it is told, and remembers when it was asked.
    private final class Traces: AuditStore, DeadLetterStore, DepartureStore, GuessStore, RemovedMarkStore,
        RemovedMovieSweepStore, SearchIndexStore, TokenStore,
        Sendable
    {
        let results: Monitor<[Result<Bool, StorageUnavailable>]>
        let times = Monitor<[UnixTime]>([])
        /// Before which time records were to be removed.
        let ends = Monitor<[UnixTime]>([])
        /// The same of dead letters.
        let letterEnds = Monitor<[UnixTime]>([])
        /// How often the index of searches was brought up to date.
        let updates = Monitor(0)
        /// Up to when movies were to have been removed that go for good.
        let movieEnds = Monitor<[UnixTime]>([])
        /// How often there are marks left of removed movies.
        let markSteps = Monitor(0)

        init(_ results: Result<Bool, StorageUnavailable>...) {
            self.results = Monitor(results)
        }

        func recording<Result>(_ entry: AuditEntry, _ body: () throws -> Result) throws -> Result { try body() }
        func begin(_ departure: Departure) {}
        func continueDepartures(limit: Int, within budget: Duration) -> Bool { false }

        func updateSearchIndex() { updates.withLock { $0 += 1 } }

        func removeMarksOfRemovedMovies(limit: Int, within budget: Duration) -> Bool {
            markSteps.withLock { steps in
                steps -= 1
                return steps > 0
            }
        }

        func removeForGood(removedUntil time: UnixTime, limit: Int, within budget: Duration) -> Bool {
            movieEnds.withLock { $0.append(time) }
            return false
        }

        func removeExpired(at now: UnixTime, limit: Int) throws -> Bool {
            times.withLock { $0.append(now) }
            times.notifyAll()
            return try results.withLock { $0.isEmpty ? .success(false) : $0.removeFirst() }.get()
        }

        func removeEmptyBuckets(at now: UnixTime, limit: Int) -> Bool { false }

        func removeRecords(before time: UnixTime, limit: Int) -> Bool {
            ends.withLock { $0.append(time) }
            return false
        }

        func removeDeadLetters(before time: UnixTime, limit: Int) -> Bool {
            letterEnds.withLock { $0.append(time) }
            return false
        }

        // Never asked for here.
        func requireRoom(for guess: Guess, at now: UnixTime) {}
        func count(_ guess: Guess, at now: UnixTime, recording entry: AuditEntry) {}
        func record(_ entry: AuditEntry) {}
        func recordLater(_ entry: AuditEntry) {}
        func records(_ query: AuditQuery) -> [AuditRecord] { [] }
    }

    private let clock = FixedClock()
    private let errors = Monitor(0)

    /// Runs a sweeper until it has asked so often; returns whether it did within two minutes.
    private func run(_ traces: Traces, until count: Int, pause: Duration) async throws -> Bool {
        let sweeper = ExpirySweeper(
            makeStore: { traces }, clock: clock.clock, recordsKeptFor: .seconds(1000), pause: pause
        ) { [errors] _ in
            errors.withLock { $0 += 1 }
        }
        return try await blocking {
            let thread = try sweeper.start()
            defer {
                sweeper.stop()
                thread.join()
            }
            return traces.times.wait(timeout: .seconds(120)) { $0.count >= count ? true : nil } ?? false
        }
    }

    /// ASVS 14.2.7
    @Test func whatExpiredIsRemovedBySecondsOfTheClock() async throws {
        let traces = Traces()
        #expect(try await run(traces, until: 2, pause: .milliseconds(10)))
        #expect(traces.times.withLock { Set($0) } == [UnixTime(seconds: 1_800_000_000)])
        #expect(traces.ends.withLock { Set($0) } == [UnixTime(seconds: 1_799_999_000)])
        #expect(traces.letterEnds.withLock { Set($0) } == [UnixTime(seconds: 1_799_999_000)])
        // 30 days before, which no setting changes.
        #expect(traces.movieEnds.withLock { Set($0) } == [UnixTime(seconds: 1_797_408_000)])
        #expect(traces.updates.withLock { $0 } >= 2)
    }

    @Test func whileThereIsMoreItIsRemovedAtOnce() async throws {
        let traces = Traces(.success(true), .success(true), .success(true), .success(false))
        #expect(try await run(traces, until: 4, pause: .seconds(3600)))
    }

    @Test func marksOfRemovedMoviesAreMoreToo() async throws {
        let traces = Traces()
        traces.markSteps.withLock { $0 = 3 }
        #expect(try await run(traces, until: 3, pause: .seconds(3600)))
    }

    @Test func aStorageThatFailedIsTriedAgain() async throws {
        let traces = Traces(.failure(StorageUnavailable("no disk")))
        #expect(try await run(traces, until: 2, pause: .milliseconds(10)))
        #expect(errors.withLock { $0 } == 1)
    }
}
