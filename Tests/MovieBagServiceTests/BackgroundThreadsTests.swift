import Testing
import Threads

@testable import MovieBagService

@Suite struct BackgroundThreadsTests {
    private struct Failure: Error {}

    /// How many threads have begun and ended.
    private let ended = Monitor(0)

    private func start(_ threads: inout BackgroundThreads) throws {
        let isStopping = Monitor(false)
        try threads.start({ [ended] in
            try SystemThread(name: "background") {
                _ = isStopping.wait { $0 ? true : nil }
                ended.withLock { $0 += 1 }
            }
        }) {
            isStopping.withLock { $0 = true }
            isStopping.notifyAll()
        }
    }

    @Test func theyHaveEndedWhenTheyAreEnded() throws {
        var threads = BackgroundThreads()
        for _ in 1...3 { try start(&threads) }
        #expect(ended.withLock { $0 } == 0)
        threads.end()
        #expect(ended.withLock { $0 } == 3)
        threads.end()
    }

    /// As when the path of the socket cannot be taken, or one of the threads cannot be started.
    @Test func theyHaveEndedAfterAnErrorToo() throws {
        func run() throws {
            var threads = BackgroundThreads()
            try start(&threads)
            try start(&threads)
            try threads.start({ throw Failure() }, stop: { Issue.record("it does not run") })
        }
        #expect(throws: Failure.self) { try run() }
        #expect(ended.withLock { $0 } == 2)
    }
}
