import Cryptography
import MovieBag
import MovieBagConfiguration
import Threads

/// Looks at the file of keys every 10 s, on a thread of its own, and has the process use those that stand there.
///
/// A file that cannot be read or trusted changes nothing: the process goes on with the keys that it has.
final class KeyWatch: Sendable {
    /// What a look has found.
    enum Event {
        /// Other keys than before, which are used from now on.
        case replaced(KeyRing)
        /// What is wrong with the file. It is reported once for as long as it is the same.
        case refused(KeyFileError)
        /// The keys that are in use are there again.
        case sound
    }

    private let path: String
    private let keys: TokenKeys
    private let pause: Duration
    private let report: @Sendable (Event) -> Void
    private let isStopping = Monitor(false)
    private let latestProblem = Monitor<KeyFileError?>(nil)

    init(
        _ path: String, keys: TokenKeys, pause: Duration = .seconds(10), report: @escaping @Sendable (Event) -> Void
    ) {
        self.path = path
        self.keys = keys
        self.pause = pause
        self.report = report
    }

    /// Starts the thread.
    ///
    /// - Throws: ``ThreadError``.
    func start() throws -> SystemThread {
        try SystemThread(name: "keys") { [self] in
            while isStopping.wait(timeout: pause, until: { $0 ? true : nil }) == nil { look() }
        }
    }

    /// Lets the thread end.
    func stop() {
        isStopping.withLock { $0 = true }
        isStopping.notifyAll()
    }

    /// Looks once, on the calling thread.
    func look() {
        do throws(KeyFileError) {
            try take(KeyFile(path: path).ring)
        } catch {
            let latest = latestProblem.withLock { problem in
                defer { problem = error }
                return problem
            }
            if latest != error { report(.refused(error)) }
        }
    }

    private func take(_ ring: KeyRing) throws(KeyFileError) {
        let hadProblem = latestProblem.withLock { problem in
            defer { problem = nil }
            return problem != nil
        }
        guard ring != keys.ring else {
            if hadProblem { report(.sound) }
            return
        }
        do {
            try keys.replace(with: ring)
        } catch {
            throw KeyFileError(problems: ["\(path) cannot be used: \(error)"])
        }
        report(.replaced(ring))
    }
}
