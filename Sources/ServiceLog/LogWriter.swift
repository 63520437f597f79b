import Glibc
import Processes
import Threads

/// Writes the lines of the log to standard error or to a file. Shared by all threads, none of which ever waits for
/// the reader of the log.
///
/// A file is written to at once. Pipes, sockets and terminals are written to by a thread of their own (``LogQueue``):
/// their readers may stand still, and making the descriptor non-blocking would change it for every process that has
/// it (`O_NONBLOCK`, open(2), is a flag of the open file description). Lines that cannot be written are counted, and a
/// line says how many as soon as one can be written again. No failure of the log ends the process.
package final class LogWriter: Sendable {
    private enum Destination {
        case file(LogTail)
        case queue(LogQueue)
    }

    private let destination: Destination
    /// The path of the file, `nil` for standard error.
    let path: String?
    private let setting: String

    private init(_ destination: Destination, path: String?, of setting: String = "") {
        // A reader that is gone is an error of write(2), not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        self.destination = destination
        self.path = path
        self.setting = setting
    }

    /// The log of the service.
    ///
    /// - Parameters:
    ///   - path: the file to append to; `nil` for standard error.
    ///   - setting: what an error calls the file.
    /// - Throws: ``StartupError`` when the file cannot be opened; `ThreadError`.
    convenience init(path: String?, of setting: String) throws {
        if let path {
            self.init(.file(LogTail(try LogFile.open(path, of: setting))), path: path, of: setting)
        } else if LogFile.isFile(STDERR_FILENO) {
            self.init(.file(LogTail(STDERR_FILENO)), path: nil)
        } else {
            self.init(.queue(try LogQueue(STDERR_FILENO)), path: nil)
        }
    }

    /// The log of a command that runs by hand or from cron: standard error, which it waits for.
    package static let waiting = LogWriter(.file(LogTail(STDERR_FILENO)), path: nil)

    /// Writes a line, or counts it as lost.
    package func write(_ line: consuming LogLine) {
        switch destination {
        case .file(let tail): tail.write(line.ended())
        case .queue(let queue): queue.add(line)
        }
    }

    /// Opens the file anew: what stood at its path may have been renamed. Without a file of its own there is nothing to do.
    ///
    /// - Throws: ``StartupError``; then the log goes on in the file that was open.
    func reopen() throws(StartupError) {
        guard let path, case .file(let tail) = destination else { return }
        tail.replace(by: try LogFile.open(path, of: setting))
    }

    /// Waits until everything is written, but no longer than `limit`: the reader may stand still.
    func flush(within limit: Duration) {
        if case .queue(let queue) = destination { queue.flush(within: limit) }
    }
}
