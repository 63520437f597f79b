import Glibc
import TestSite

/// What each server was seen to do: a file that `SERVER_REPORT` names, else nothing. The script `run` makes tables of it.
enum ServerReport {
    private static let path = getenv("SERVER_REPORT").map { String(cString: $0) }

    /// Adds a line: what it is about, a number to sort by, the row, the column and the cell, with tabs between.
    fileprivate static func add(_ fields: [String]) throws {
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure.system("open \(path)") }
        defer { close(descriptor) }
        let line = Array((fields.joined(separator: "\t") + "\n").utf8)
        guard write(descriptor, line, line.count) == line.count else { throw Failure.system("write \(path)") }
    }
}

extension Place {
    /// Notes at the end of a test what it has shown. That counts only when no test has failed, so a failed one may say it too.
    ///
    /// - Parameter otherwise: what happens instead, where a server cannot do it.
    func shows(_ finding: Finding, otherwise: String? = nil) throws {
        let number = Finding.allCases.firstIndex(of: finding)!  // It is one of all.
        try ServerReport.add(["server", "\(100 + number)", finding.rawValue, server.description, otherwise ?? "yes"])
    }
}

extension Keeper {
    /// Notes that a test has passed.
    func shows(_ finding: String) throws {
        try ServerReport.add(["keeper", "0", description, finding, "yes"])
    }
}
