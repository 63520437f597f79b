import Threads

/// Runs something on many threads that start at the same moment.
enum Race {
    /// The error of each run, `nil` for one that succeeded; in the order of their numbers.
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws -> [(any Error)?] {
        let ready = Monitor(0)
        let results = Monitor<[(any Error)?]>(Array(repeating: nil, count: count))
        let threads = try (0..<count).map { number in
            try SystemThread(name: "race") {
                ready.withLock { $0 += 1 }
                ready.notifyAll()
                _ = ready.wait(timeout: .seconds(20)) { $0 == count ? true : nil }
                do {
                    try body(number)
                } catch {
                    results.withLock { $0[number] = error }
                }
            }
        }
        threads.forEach { $0.join() }
        return results.withLock { $0 }
    }
}
