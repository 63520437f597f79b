/// The exit statuses that the program ends with, other than 0 and 64 (EX_USAGE, sysexits.h), which the library of commands
/// gives.
///
/// Tests: DocumentTests.swift
package enum ExitStatus: Int32, Sendable {
    /// The command failed; the reason is on standard error.
    case refused = 1
    /// EX_SOFTWARE: an internal failure.
    case failure = 70
    /// EX_CONFIG: something in the configuration is wrong.
    case configuration = 78
}
