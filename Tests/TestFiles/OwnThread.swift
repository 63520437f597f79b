import Dispatch
import Testing

/// Runs each test of a suite on a thread of its own: one that waits, for a child process or a limit of time, would keep one
/// of the few threads that all tests share, one for each processor.
package struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Queue()) { try await function() }
    }

    private final class Queue: TaskExecutor {
        private let queue = DispatchQueue(label: "test")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

extension Trait where Self == OwnThread {
    /// Each test has a thread of its own.
    package static var onOwnThread: OwnThread { OwnThread() }
}
