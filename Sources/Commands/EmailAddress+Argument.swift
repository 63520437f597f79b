import ArgumentParser
import Mail

/// Tests: CommandLineTests.swift
extension EmailAddress {
    /// - Throws: `ValidationError`, which the library of commands shows with the usage.
    init(argument: String) throws {
        guard let address = EmailAddress(argument) else {
            throw ValidationError("'\(argument)' is no email address such as you@example.org.")
        }
        self = address
    }
}
