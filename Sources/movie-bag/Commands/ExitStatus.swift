import ArgumentParser

/// The exit statuses of `sysexits.h` that the program ends with.
enum ExitStatus {
    /// EX_SOFTWARE: an internal failure.
    static let failure = ExitCode(70)
    /// EX_CONFIG: something in the configuration is wrong.
    static let configuration = ExitCode(78)
}
