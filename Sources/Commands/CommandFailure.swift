import ArgumentParser
import Glibc
import MovieBagConfiguration
import Processes

/// Says on standard error why a command did not do what it was asked for.
///
/// Tests: CommandLineTests.swift
enum CommandFailure {
    /// Prints what is wrong with the configuration, a line each.
    static func configuration(_ error: any Error) -> ExitCode {
        let problems = (error as? SettingsError)?.problems.map(\.description) ?? ["\(error)"]
        for problem in problems { say(problem) }
        return ExitCode(.configuration)
    }

    /// Prints why something could not be done.
    static func of(_ error: any Error, _ status: ExitCode = ExitCode(.refused)) -> ExitCode {
        say("\(error)")
        return status
    }

    /// Prints why something was not done.
    static func of(_ sentence: String) -> ExitCode {
        say(sentence)
        return ExitCode(.refused)
    }

    /// Prints a line on standard error.
    static func say(_ sentence: String) {
        let line = Array("movie-bag: \(sentence)\n".utf8)
        // There is nowhere else to say that standard error cannot be written to.
        _ = write(STDERR_FILENO, line, line.count)
    }
}
