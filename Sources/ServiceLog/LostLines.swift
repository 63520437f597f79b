import Logging

/// Lines of the log that could not be written, and why not.
///
/// Tests: LogQueueTests.swift
struct LostLines {
    private(set) var count = 0
    private var reason = ""

    /// Counts more of them; the reason of the last ones is kept.
    mutating func note(_ more: Int, _ reason: String) {
        count += more
        self.reason = reason
    }

    /// Forgets those that a line has told of.
    mutating func forget(_ told: Int) {
        count -= told
    }

    /// The line that tells of them, `nil` when there are none.
    var line: [UInt8]? {
        guard count > 0 else { return nil }
        var line = LogLine(level: .warning)
        line.append(count)
        line.append(count == 1 ? " log line was lost: " : " log lines were lost: ")
        line.append(sentence: reason.utf8)
        return line.ended()
    }
}
