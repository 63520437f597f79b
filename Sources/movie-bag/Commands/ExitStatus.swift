import ArgumentParser

/// The exit statuses that the program ends with, other than 0 and 64 (EX_USAGE), which the library of commands gives.
enum ExitStatus {
    /// What a command was asked for was not done, and why was said.
    static let refused = ExitCode(refusedCode)
    /// The same as a number, which a signal handler may use.
    static var refusedCode: Int32 { 1 }
    /// EX_SOFTWARE: an internal failure.
    static let failure = ExitCode(70)
    /// EX_CONFIG: something in the configuration is wrong.
    static let configuration = ExitCode(78)
}
