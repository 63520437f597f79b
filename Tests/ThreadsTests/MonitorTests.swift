import Testing
import Threads

@Suite struct MonitorTests {
    @Test func aThreadWaitsUntilAnotherChangesTheState() throws {
        let monitor = Monitor(0)
        let thread = try SystemThread(name: "test") {
            monitor.withLock { $0 = 7 }
            monitor.notifyAll()
        }
        #expect(monitor.wait(timeout: .seconds(10)) { $0 == 7 ? $0 : nil } == 7)
        thread.join()
    }

    @Test func waitingEndsWithTheTimeOut() {
        let monitor = Monitor(0)
        let start = ContinuousClock.now
        #expect(monitor.wait(timeout: .milliseconds(30)) { _ in Bool?.none } == nil)
        #expect(ContinuousClock.now - start >= .milliseconds(30))
    }

    /// ASVS 15.4.1
    @Test func manyThreadsLoseNoChange() throws {
        let monitor = Monitor(0)
        let threads = try (0..<8).map { _ in
            try SystemThread(name: "test") {
                for _ in 0..<1000 { monitor.withLock { $0 += 1 } }
            }
        }
        threads.forEach { $0.join() }
        #expect(monitor.withLock { $0 } == 8000)
    }

    @Test func aStackThatIsTooSmallIsRefused() {
        #expect(throws: ThreadError.self) { try SystemThread(name: "test", stackBytes: 1) {} }
    }
}
