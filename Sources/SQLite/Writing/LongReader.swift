import Glibc

/// A reader that has kept the WAL from starting anew for so long that an administrator should know.
///
/// Tests: CheckpointerTests.swift
package struct LongReader: Sendable, Equatable {
    /// How long the WAL is, in bytes.
    package let bytes: Int
    /// How long the reader has been in the way, at least.
    package let waited: Duration
    /// The processes, other than this one, that hold a read transaction, as far as the system tells.
    package let processes: [pid_t]

    init(database: String, frames: Int, waited: Duration) {
        bytes = frames * 4120
        self.waited = waited
        processes = WriteAheadIndex.readers(of: database).filter { $0 != getpid() }
    }
}

extension LongReader: CustomStringConvertible {
    package var description: String {
        let culprit =
            processes.isEmpty
            ? "a read transaction"
            : "a read transaction of process " + processes.map { "\($0)" }.joined(separator: ", ")
        return """
            \(culprit) has been open for \(waited.components.seconds) s, so the write-ahead log cannot start anew; \
            it has \(bytes >> 20) MiB
            """
    }
}
