import Dispatch

/// Where these tests run: on a queue of their own, as they block, which would starve every other suite on the shared
/// threads.
@globalActor
package actor EndToEnd {
    package static let shared = EndToEnd()
    private let executor = QueueExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private final class QueueExecutor: SerialExecutor {
        private let queue = DispatchQueue(label: "end-to-end tests")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }
}
