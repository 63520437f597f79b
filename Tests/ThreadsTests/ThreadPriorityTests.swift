import Testing
import Threads

@Suite struct ThreadPriorityTests {
    @Test func aThreadStandsBackAloneAndNeverForwardAgain() throws {
        let before = ThreadPriority.current
        let seen = Monitor<[Int32]>([])
        try SystemThread(name: "nice") {
            for niceness in [before + 3, before + 7, before + 5] as [Int32] {
                ThreadPriority.lower(to: niceness)
                seen.withLock { $0.append(ThreadPriority.current) }
            }
        }.join()
        #expect(seen.withLock { $0 } == [before + 3, before + 7, before + 7])
        #expect(ThreadPriority.current == before)
    }
}
