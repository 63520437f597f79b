import ArgumentParser
import MovieBag
import MovieBagConfiguration
import Processes

/// Where a command has its settings from: those that the service has.
///
/// Tests: CommandLineTests.swift
struct SettingsOption: ParsableArguments {
    @Option(help: "File with MOVIE_BAG_… settings, one NAME=value a line; # begins a comment.")
    var envFile: String?

    /// What reads them.
    ///
    /// - Throws: ``SettingsError`` when the file cannot be read, or has a line that is none.
    func reader() throws(SettingsError) -> SettingsReader {
        try SettingsReader(
            environment: ProcessEnvironment.variables, environmentSecret: ProcessEnvironment.secret, envFile: envFile)
    }

    /// Makes something of the settings, unless root runs this for a database of another user.
    ///
    /// - Parameters:
    ///   - root: what to do when root runs this and the database is root's own.
    ///   - refusal: the exit status for root elsewhere.
    /// - Throws: the exit status for bad configuration, after every problem was printed.
    func read<Value>(
        whenRoot root: (RootWarning) -> Void = { $0.print() }, refusal: ExitCode = ExitCode(.refused),
        _ body: (inout SettingsReader) throws -> Value
    ) async throws -> Value {
        do {
            var reader = try reader()
            // First of all: root must not leave a file behind.
            if let path = reader.database?.file, let warning = try WrongUserError.check(path) { root(warning) }
            return try body(&reader)
        } catch let error as WrongUserError {
            throw CommandFailure.of(error, refusal)
        } catch {
            throw CommandFailure.configuration(error)
        }
    }

    /// Where the database is that the service would use.
    func database() async throws -> StorageLocation {
        try await read { reader in
            let location = Settings.database(&reader)
            // A database that is damaged so much that it is none is what restore is for.
            if let location { Settings.refuseForeignDatabase(location, orNone: false, &reader) }
            guard let location, reader.problems.isEmpty else { throw SettingsError(problems: reader.problems) }
            return location
        }
    }
}
