import Glibc

/// The system refused to start a thread.
///
/// Tests: MonitorTests.swift
package struct ThreadError: Error, Equatable, CustomStringConvertible {
    /// The error number of the pthread function (`errno(3)`), for example `EAGAIN`.
    package let code: Int32

    package var description: String {
        "cannot start a thread: \(String(cString: strerror(code)))"
    }

    static func check(_ code: Int32) throws(ThreadError) {
        guard code == 0 else { throw ThreadError(code: code) }
    }
}
