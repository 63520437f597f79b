import Glibc

/// Holds the lock that writers of a database take turns with (`flock(2)`), so that every write waits.
package final class WriteStop {
    private let descriptor: Int32

    package init(of database: String) throws {
        descriptor = open("\(database).lock", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.system("open \(database).lock") }
        guard flock(descriptor, LOCK_EX) == 0 else { throw Failure.system("flock \(database).lock") }
    }

    deinit {
        close(descriptor)
    }

    /// Lets the writes happen.
    package func release() {
        flock(descriptor, LOCK_UN)
    }
}
