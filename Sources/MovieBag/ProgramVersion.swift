/// The version of this program: what `movie-bag --version` prints, and the packages have in their names.
///
/// Tests: CommandLineTests.swift
package enum ProgramVersion {
    package static let text = "0.1.0"
}
