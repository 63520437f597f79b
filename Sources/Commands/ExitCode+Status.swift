import ArgumentParser
import Processes

/// Tests: CommandLineTests.swift
extension ExitCode {
    /// The status that the program ends with, as the library of commands throws it.
    init(_ status: ExitStatus) {
        self.init(status.rawValue)
    }
}
