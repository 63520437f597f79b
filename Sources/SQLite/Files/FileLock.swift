import CSQLite
import Glibc

/// A lock between processes: [`flock(2)`](https://man7.org/linux/man-pages/man2/flock.2.html) on a file beside the
/// database.
///
/// The system drops it when a process dies. The file stays, since removing it would let two processes lock two files.
package final class FileLock {
    private let descriptor: Int32
    private let path: String

    /// Opens the file, making it for its owner only.
    package init(path: String) throws(SQLiteError) {
        // Close-on-exec: a child process that kept the descriptor would keep the lock.
        descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .system("open", path, code: SQLITE_CANTOPEN) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Waits, without limit, until the lock is free, and takes it.
    func acquire() throws(SQLiteError) {
        while flock(descriptor, LOCK_EX) != 0 {
            // A signal that this thread handled is no response.
            guard errno == EINTR else { throw .system("lock", path, code: SQLITE_IOERR) }
        }
    }

    /// Takes the lock if it is free.
    package func tryAcquire() throws(SQLiteError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw .system("lock", path, code: SQLITE_IOERR) }
        }
        return true
    }

    /// Lets the next one have it.
    package func release() {
        // Unlocking what is locked cannot fail.
        flock(descriptor, LOCK_UN)
    }
}
