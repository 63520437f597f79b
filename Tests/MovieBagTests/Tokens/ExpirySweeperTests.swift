import MovieBag
import Testing
import Threads

@Suite struct ExpirySweeperTests {
    /// Fails or has more to remove as often as it is told, and remembers when it was asked.
    private final class Traces: DepartureStore, TokenStore, Sendable {
        let results: Monitor<[Result<Bool, StorageUnavailable>]>
        let times = Monitor<[UnixTime]>([])

        init(_ results: Result<Bool, StorageUnavailable>...) {
            self.results = Monitor(results)
        }

        func begin(_ departure: Departure) {}
        func continueDepartures(limit: Int) -> Bool { false }

        func removeExpired(at now: UnixTime, limit: Int) throws -> Bool {
            times.withLock { $0.append(now) }
            times.notifyAll()
            return try results.withLock { $0.isEmpty ? .success(false) : $0.removeFirst() }.get()
        }
    }

    private let clock = FixedClock()
    private let errors = Monitor(0)

    /// Runs a sweeper until it has asked so often; returns whether it did within two minutes.
    private func run(_ traces: Traces, until count: Int, pause: Duration) async throws -> Bool {
        let sweeper = ExpirySweeper(makeStore: { traces }, clock: clock.clock, pause: pause) { [errors] _ in
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

    @Test func whatExpiredIsRemovedBySecondsOfTheClock() async throws {
        let traces = Traces()
        #expect(try await run(traces, until: 2, pause: .milliseconds(10)))
        #expect(traces.times.withLock { Set($0) } == [UnixTime(seconds: 1_800_000_000)])
    }

    @Test func whileThereIsMoreItIsRemovedAtOnce() async throws {
        let traces = Traces(.success(true), .success(true), .success(true), .success(false))
        #expect(try await run(traces, until: 4, pause: .seconds(3600)))
    }

    @Test func aStorageThatFailedIsTriedAgain() async throws {
        let traces = Traces(.failure(StorageUnavailable("no disk")))
        #expect(try await run(traces, until: 2, pause: .milliseconds(10)))
        #expect(errors.withLock { $0 } == 1)
    }
}
