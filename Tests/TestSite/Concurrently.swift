import Glibc
import Synchronization

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
    private let results: Results
    private var threads: [pthread_t] = []

    /// Starts the threads.
    package init(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Output) throws {
        results = Results(count)
        for index in 0..<count {
            threads.append(
                try Self.start { [results] in
                    let result = Result { try body(index) }
                    results.values.withLock { $0[index] = result }
                })
        }
    }

    deinit {
        join()
    }

    /// Waits for all of them.
    package func outputs() throws -> [Output] {
        join()
        return try results.values.withLock { values in
            try values.map { try $0!.get() }  // Every thread that was joined has left its result.
        }
    }

    private func join() {
        for thread in threads { pthread_join(thread, nil) }
        threads = []
    }

    private final class Results: Sendable {
        let values: Mutex<[Result<Output, any Error>?]>
        init(_ count: Int) { values = Mutex(Array(repeating: nil, count: count)) }
    }

    private static func start(_ body: @escaping @Sendable () -> Void) throws -> pthread_t {
        let box = Unmanaged.passRetained(Body(run: body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw Failure("pthread_create: \(String(cString: strerror(code)))")
        }
        return thread
    }
}

/// What one thread runs, as one object that C can pass on.
private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
}
