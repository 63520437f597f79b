/// What `movie-bag --version` prints.
///
/// Tests: CommandLineTests.swift
package enum ProgramVersion {
    package static let text = "0.1.0"
}
