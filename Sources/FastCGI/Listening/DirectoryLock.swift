import Glibc

/// An exclusive `flock(2)` on a directory, which leaves no file behind.
///
/// Looking at a socket path, deciding and renaming are several steps; held over them, this keeps two processes that
/// start or stop at once from acting on what the other has just changed.
///
/// Tests: ListenerTests.swift
enum DirectoryLock {
    /// Runs `body` while this process, and no other, holds the lock.
    static func withLock<Result>(
        on path: String, _ body: () throws(ListenerError) -> Result
    ) throws(ListenerError) -> Result {
        let directory = try ListenerError.translate { () throws(SystemFailure) in try lockedDirectory(path) }
        // Closing the descriptor gives the lock back.
        defer { close(directory) }
        return try body()
    }

    private static func lockedDirectory(_ path: String) throws(SystemFailure) -> Int32 {
        let directory = try SystemFailure.check("open \(path)", open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        // The holder needs it for a few system calls. The lock of another program must not hang our start for ever.
        for _ in 0..<200 {
            if flock(directory, LOCK_EX | LOCK_NB) == 0 { return directory }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            usleep(10_000)
        }
        let code = errno
        close(directory)
        throw SystemFailure(call: "flock \(path)", code: code)
    }
}
