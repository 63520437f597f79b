import Glibc
import TestSite

/// The table of what clients noticed: a Markdown file that `LOAD_REPORT` names, else nothing.
enum LoadReport {
    private static let path = getenv("LOAD_REPORT").map { String(cString: $0) }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - what: what happened meanwhile, such as "10 rolling restarts".
    ///   - note: how long the slowest request or 99 of 100 of them took, and what else was measured.
    static func add(_ server: ServerKind, _ what: String, requests: Int, failed: Int, _ note: String) throws {
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure.system("open \(path)") }
        defer { close(descriptor) }
        let row = Array("| \(server) | \(what) | \(requests) | \(failed) | \(note) |\n".utf8)
        guard write(descriptor, row, row.count) == row.count else { throw Failure.system("write \(path)") }
    }
}

extension Duration {
    /// For a table, with one digit after the point.
    var inMilliseconds: String { "\((self / .microseconds(100)).rounded() / 10) ms" }
}
