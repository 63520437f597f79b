import FoundationEssentials
import Glibc

/// A file that holds the number of this process, in decimal with a line break, while it runs.
///
/// It is locked (`flock(2)`) as long as it is meant, so a file that a crash left behind is told from one that is in use.
package struct PidFile: Sendable {
    private let path: String
    /// Where it is until ``publish()``.
    private let draft: String
    private let descriptor: Int32

    /// Writes the file beside its place: then it is known that it can be written.
    ///
    /// - Parameter replacesLive: whether the file of a process that runs is replaced: its successor's is wanted.
    /// - Throws: ``StartupError``; what is at the path is then left as it is.
    package init(_ path: String, replacesLive: Bool) throws(StartupError) {
        self.path = path
        try Self.makeWay(at: path, replacesLive: replacesLive)
        // Not the number of the process: in a container that is always the same, and a crash may have left one.
        draft = "\(path).\(UInt64.random(in: .min ... .max))"
        descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
        let text = Array("\(getpid())\n".utf8)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, write(descriptor, text, text.count) == text.count else {
            let failure = Self.failure(path)
            remove()
            throw failure
        }
    }

    /// Puts the file in its place in one step, so that half a number is never read.
    ///
    /// - Throws: ``StartupError``; what is at the path is then left as it is.
    package func publish() throws(StartupError) {
        guard rename(draft, path) == 0 else { throw Self.failure(path) }
    }

    /// Takes the file away, unless it is another process's by now.
    package func remove() {
        var ours = stat()
        guard fstat(descriptor, &ours) == 0 else { return }
        for place in [path, draft] {
            var found = stat()
            guard lstat(place, &found) == 0, ours.st_dev == found.st_dev, ours.st_ino == found.st_ino else { continue }
            unlink(place)
        }
        close(descriptor)
    }

    private static func makeWay(at path: String, replacesLive: Bool) throws(StartupError) {
        let existing = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard existing >= 0 else {
            guard errno == ENOENT else { throw failure(path) }
            return
        }
        defer { close(existing) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(existing, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        guard count == 0 || (count > 0 && count < 24 && Int32(text.prefix { $0 != "\n" }) != nil) else {
            throw StartupError("--pid-file \(path) exists and holds no process number; it is left as it is")
        }
        guard replacesLive || flock(existing, LOCK_SH | LOCK_NB) == 0 else {
            throw StartupError(
                "--pid-file \(path) is that of process \(text.prefix { $0 != "\n" }), which runs; stop it first")
        }
    }

    private static func failure(_ path: String) -> StartupError {
        StartupError("--pid-file \(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
