import Synchronization

/// Readers that are lent to one request at a time.
///
/// A read never waits in the middle, so there are never more readers than threads that serve.
final class ReaderPool: Sendable {
    private let path: String
    private let idle = Mutex<[Reader]>([])

    init(path: String) {
        self.path = path
    }

    func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
        let reader = try idle.withLock { $0.popLast() } ?? Reader(path: path)
        defer { idle.withLock { $0.append(reader) } }
        return try body(reader)
    }
}
