import Glibc
import TestSite

/// The table of what was broken and what came of it: a Markdown file that `FAULT_REPORT` names, else nothing.
enum FaultReport {
    private static let path = getenv("FAULT_REPORT").map { String(cString: $0) }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - fault: what was broken, such as "kill -9 under 8 writers".
    ///   - extent: how often or how long, such as "200 kills, 48,211 changes acknowledged".
    ///   - outcome: what came of it, with the figures that were measured: "0 missing, ready after 41 ms at most".
    static func add(_ fault: String, extent: String, outcome: String) throws {
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure.system("open \(path)") }
        defer { close(descriptor) }
        let row = Array("| \(fault) | \(extent) | \(outcome) |\n".utf8)
        guard write(descriptor, row, row.count) == row.count else { throw Failure.system("write \(path)") }
    }
}
