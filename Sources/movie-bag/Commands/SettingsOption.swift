import ArgumentParser

/// Where a command has its settings from: those that the service has.
struct SettingsOption: ParsableArguments {
    @Option(help: "File with MOVIE_BAG_… settings, one NAME=value a line.")
    var envFile: String?

    /// What reads them.
    ///
    /// - Throws: ``SettingsError`` when the file cannot be read, or has a line that is none.
    func reader() throws(SettingsError) -> SettingsReader {
        try SettingsReader(
            environment: ProcessEnvironment.variables, environmentSecret: ProcessEnvironment.secret, envFile: envFile)
    }

    /// Makes something of the settings.
    ///
    /// - Throws: the exit status for bad configuration, after every problem was printed.
    func read<Value>(_ body: (inout SettingsReader) throws -> Value) async throws -> Value {
        do {
            var reader = try reader()
            return try body(&reader)
        } catch {
            throw Refusal.configuration(error)
        }
    }

    /// The path of the database that the service would use.
    func database() async throws -> String {
        try await read { reader in
            let path = Settings.database(&reader)
            guard reader.problems.isEmpty else { throw SettingsError(problems: reader.problems) }
            return path
        }
    }
}
