import ArgumentParser

/// Which database a command works on: the one that the service would use with the same settings.
struct DatabaseOption: ParsableArguments {
    @Option(help: "File with MOVIE_BAG_… settings, one NAME=value a line.")
    var envFile: String?

    /// The path of the database.
    ///
    /// - Throws: the exit status for bad configuration, after every problem was printed.
    func path() async throws -> String {
        do {
            var reader = try await SettingsReader(environment: ProcessEnvironment.variables, envFile: envFile)
            let path = Settings.database(&reader)
            guard reader.problems.isEmpty else { throw SettingsError(problems: reader.problems) }
            return path
        } catch {
            throw Refusal.configuration(error)
        }
    }
}
