import TestFiles

@testable import MovieBagConfiguration

/// A suite that reads settings, whose files are in a directory of their own.
protocol SettingsSuite {
    var directory: TemporaryDirectory { get }
}

extension SettingsSuite {
    /// The settings that an environment and a file give; the templates are those of the repository, and the database is in
    /// the directory, unless the environment says otherwise.
    func settings(
        _ environment: [String: String], envFile: String? = nil, listen: String? = "unix:/tmp/x.sock",
        threads: Int? = nil
    ) async throws -> Settings {
        try await all(environment, envFile: envFile, listen: listen, threads: threads).settings
    }

    /// Those of the socket too, with what the command line says.
    func all(
        _ environment: [String: String], envFile: String? = nil, listen: String? = "unix:/tmp/x.sock",
        threads: Int? = nil
    ) async throws -> (settings: Settings, listening: ListenSettings?) {
        var environment = environment
        if environment["MOVIE_BAG_TEMPLATES"] == nil { environment["MOVIE_BAG_TEMPLATES"] = templates }
        if environment["MOVIE_BAG_DATABASE"] == nil { environment["MOVIE_BAG_DATABASE"] = directory["test.db"] }
        var reader = try SettingsReader(environment: environment, envFile: envFile)
        let listening = ListenSettings(&reader, listen: listen, threads: threads, replacesLive: false)
        return (try Settings(&reader), listening)
    }

    /// What is wrong with settings; empty when nothing is.
    func problems(
        _ environment: [String: String], envFile: String? = nil, listen: String? = "unix:/tmp/x.sock"
    ) async throws -> [String] {
        do {
            _ = try await settings(environment, envFile: envFile, listen: listen)
            return []
        } catch let error as SettingsError {
            return error.problems.map(\.description)
        }
    }

    private var templates: String {
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/templates"
    }
}
