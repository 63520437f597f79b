import Threads

/// Runs `body` with 0, 1, ... on as many threads at once.
///
/// - Returns: what it returned for each, in order, once all have ended.
/// - Throws: the first error of any of them.
package func concurrently<Output: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Output
) throws -> [Output] {
    let crowd = try Crowd(count, body)
    return try crowd.outputs()
}

/// Threads that all run the same function, for as long as the test does other things.
package final class Crowd<Output: Sendable> {
    private let results: Monitor<[Result<Output, any Error>?]>
    private var threads: [SystemThread] = []

    /// Starts the threads.
    package init(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Output) throws {
        results = Monitor(Array(repeating: nil, count: count))
        for index in 0..<count {
            // Decoding JSON with Foundation needs more stack than a worker of ours has.
            let thread = try SystemThread(name: "crowd", stackBytes: 8 << 20) { [results] in
                let result = Result { try body(index) }
                results.withLock { $0[index] = result }
            }
            threads.append(thread)
        }
    }

    deinit {
        join()
    }

    /// Waits for all of them.
    package func outputs() throws -> [Output] {
        join()
        return try results.withLock { results in
            try results.map { try $0!.get() }  // Every thread that was joined has left its result.
        }
    }

    private func join() {
        for thread in threads { thread.join() }
        threads = []
    }
}
