import ArgumentParser
import Logging

/// `movie-bag serve`: runs the service until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the service.",
        discussion: """
            Listens where --listen or MOVIE_BAG_LISTEN says, else on descriptor 0 if that is a listening socket. \
            SIGTERM and SIGINT stop it cleanly, a second one at once. Exit status: 0 after a clean stop, 64 for bad \
            usage, 78 for bad configuration (every problem is listed), 70 for an internal failure.

            \(SettingName.help)
            """)

    @Option(help: "unix:/path, 127.0.0.1:9000, [::1]:9000 or fd:0.")
    var listen: String?

    @Option(
        help: """
            Threads that serve at the same time, not counting those that wait for the disk or for a password hash \
            (default: one for each processor, at least 2; more are never used).
            """)
    var threads: Int?

    @OptionGroup var settings: SettingsOption

    @Flag(help: "Take over the socket path from a service that still runs there (a restart without a gap).")
    var replace = false

    func validate() throws {
        if let threads, !ListenSettings.threadCounts.contains(threads) {
            throw ValidationError("--threads must be a number from 1 to \(ListenSettings.threadCounts.upperBound).")
        }
    }

    func run() async throws {
        let (listening, settings) = try await settings.read { reader in
            (
                ListenSettings(&reader, listen: listen, threads: threads, replacesLive: replace),
                try Settings(&reader)
            )
        }
        let log = Log(level: settings.logLevel)
        do {
            // Without a place to listen the settings above would have been refused.
            try Service.run(settings, listening: listening!, log: log)
        } catch let problem as SetUpError {
            throw Refusal.configuration(problem)
        } catch {
            log.logger.critical("\(error)")
            throw ExitStatus.failure
        }
    }
}
