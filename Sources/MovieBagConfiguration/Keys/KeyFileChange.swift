import Glibc
import MovieBag
import Processes
import Text

/// Changes a file of keys: it is written beside its place, flushed and renamed, so that at any moment the old file or the new
/// one stands there whole, with the same owner and mode.
///
/// Only one process changes a file at a time: it holds a lock on it (`flock(2)`), which goes with the process. A process that
/// waited for the lock has locked the file that was replaced, and begins anew with the one that is there.
///
/// Tests: KeyFileChangeTests.swift
package struct KeyFileChange: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private let status: stat

    /// What the new file is called until it is complete. One that a killed process has left is removed by the next change.
    package static let draftSuffix = ".new"
    /// How long it waits for another process that holds the lock: one that works needs it for some milliseconds.
    private static let lockTimeout = Duration.seconds(10)

    /// Locks a file that is there, behind symbolic links.
    ///
    /// - Throws: ``KeyFileError``.
    package init(of path: String) throws(KeyFileError) {
        guard let resolved = realpath(path, nil) else { throw .system("\(path) cannot be changed") }
        defer { free(resolved) }
        let path = String(cString: resolved)
        let (descriptor, status) = try Self.lock(path)
        self.path = path
        self.descriptor = descriptor
        self.status = status
    }

    deinit { close(descriptor) }

    /// The keys as they are.
    ///
    /// - Throws: ``KeyFileError``.
    package func read() throws(KeyFileError) -> KeyFile {
        try KeyFile(path: path)
    }

    /// Writes other keys.
    ///
    /// - Throws: ``KeyFileError``; then the file is as it was, unless it says otherwise.
    package func write(_ ring: KeyRing) throws(KeyFileError) {
        let draft = path + Self.draftSuffix
        guard unlink(draft) == 0 || errno == ENOENT else { throw .system("\(draft) cannot be removed") }
        do throws(KeyFileError) {
            try Self.make(draft, ring, like: status)
            guard try KeyFile(path: draft).ring == ring else {
                throw KeyFileError(problems: ["\(draft) does not hold what was written"])
            }
            guard rename(draft, path) == 0 else { throw KeyFileError.system("\(path) cannot be replaced") }
        } catch {
            unlink(draft)
            throw error
        }
        let directory = open(PathName.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(directory) }
        guard directory >= 0, fsync(directory) == 0 else {
            throw .system("\(path) is replaced, but may be the old one again after a power failure")
        }
    }

    private static func lock(_ path: String) throws(KeyFileError) -> (Int32, stat) {
        let deadline = ContinuousClock.now + lockTimeout
        while true {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
            guard descriptor >= 0 else { throw .system("\(path) cannot be read") }
            do throws(KeyFileError) {
                try wait(for: descriptor, path, until: deadline)
                if let status = try current(path, descriptor) { return (descriptor, status) }
            } catch {
                close(descriptor)
                throw error
            }
            close(descriptor)
        }
    }

    private static func wait(
        for descriptor: Int32, _ path: String, until deadline: ContinuousClock.Instant
    ) throws(KeyFileError) {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .system("\(path) cannot be locked") }
            guard ContinuousClock.now < deadline else {
                throw KeyFileError(problems: ["\(path) is being changed by another process"])
            }
            usleep(20_000)
        }
    }

    /// What the locked file is; `nil` when another one has taken its place.
    private static func current(_ path: String, _ descriptor: Int32) throws(KeyFileError) -> stat? {
        var (locked, there) = (stat(), stat())
        guard fstat(descriptor, &locked) == 0, stat(path, &there) == 0 else {
            throw .system("\(path) cannot be read")
        }
        guard locked.st_ino == there.st_ino, locked.st_dev == there.st_dev else { return nil }
        guard locked.st_mode & S_IFMT == S_IFREG else {
            throw KeyFileError(problems: ["\(path) is not a file that can be replaced"])
        }
        guard geteuid() == 0 || geteuid() == locked.st_uid else {
            let owner = UserName.of(locked.st_uid) ?? "#\(locked.st_uid)"
            throw KeyFileError(problems: ["\(path) belongs to \(owner): run this as that user"])
        }
        return locked
    }

    private static func make(_ draft: String, _ ring: KeyRing, like status: stat) throws(KeyFileError) {
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw KeyFileError.system("\(draft) cannot be made") }
        defer { close(file) }
        // The owner first, which may take rights away.
        guard fchown(file, status.st_uid, status.st_gid) == 0, fchmod(file, status.st_mode & 0o7777) == 0 else {
            throw KeyFileError.system("\(draft) cannot have the owner and mode of the file")
        }
        let isWritten = KeyFile.withText(of: ring) { Glibc.write(file, $0, $0.count) == $0.count }
        guard isWritten, fsync(file) == 0 else { throw KeyFileError.system("\(draft) cannot be written") }
    }
}

extension KeyFileError {
    /// What the system refused, with its reason.
    fileprivate static func system(_ sentence: String) -> KeyFileError {
        KeyFileError(problems: ["\(sentence): \(SystemError())"])
    }
}
