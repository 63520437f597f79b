import ArgumentParser
import Logging
import MovieBagConfiguration
import MovieBagService
import Processes
import ServiceLog
import Supervisor

/// `movie-bag serve`: runs the service until it is told to stop.
///
/// Tests: CommandLineTests.swift, SupervisorTests.swift
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the service.",
        discussion: """
            Listens where --listen or MOVIE_BAG_LISTEN says, else on descriptor 0 if that is a listening socket. \
            SIGTERM and SIGINT shut it down gracefully; a second one, or SIGQUIT, ends it immediately. On SIGUSR1 it \
            stops accepting connections, drains the open ones and exits. With --processes, SIGHUP replaces every \
            process by one of the program and the settings as they are then; if those do not work, nothing changes. \
            Without, it opens MOVIE_BAG_LOG_FILE again; where that is not set, the terminal is gone, and it shuts down \
            gracefully. Exit status: 0 after a clean stop, 1 when it was ended at once, 64 for bad usage, 78 for bad \
            configuration (every problem is listed), 70 for an internal failure.

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

    @Option(
        help: """
            Start so many processes that serve, and another one for each that dies (default: serve in this process).
            """)
    var processes: Int?

    @Option(help: "Write the number of this process to a file, which is removed at the end.")
    var pidFile: String?

    @Option(help: .private)
    var supervised: Supervision.Socket?

    /// How many processes share the processors: what a supervisor tells those that it starts.
    @Option(help: .private)
    var ofProcesses: Int = 1

    /// Whether a missing database is not made: what a supervisor tells all but the first of those that it starts.
    @Flag(help: .private)
    var existingDatabase = false

    @OptionGroup var settings: SettingsOption

    @Flag(help: "Take over the socket path from a service that still runs there (a restart without a gap).")
    var replace = false

    func validate() throws {
        if let threads, !ListenSettings.threadCounts.contains(threads) {
            throw ValidationError("--threads must be a number from 1 to \(ListenSettings.threadCounts.upperBound).")
        }
        guard Self.processCounts.contains(ofProcesses) else {
            throw ValidationError("--of-processes is for worker processes.")
        }
        if let processes, !Self.processCounts.contains(processes) {
            throw ValidationError("--processes must be a number from 1 to \(Self.processCounts.upperBound).")
        }
    }

    private static let processCounts = 1...64

    func run() async throws {
        var root: RootWarning?
        let (listening, settings) = try await settings.read(
            whenRoot: { root = $0 }, refusal: ExitCode(.configuration)
        ) { reader in
            if existingDatabase { Settings.requireDatabase(&reader) }
            return (
                ListenSettings(
                    &reader, listen: listen, threads: threads, processes: ofProcesses, replacesLive: replace),
                try Settings(&reader)
            )
        }
        let log: Log
        do {
            log = try Log(level: settings.logLevel, file: settings.logFile, of: SettingName.logFile.rawValue)
        } catch let problem as StartupError {
            throw CommandFailure.configuration(problem)
        }
        // Whichever way it ends.
        defer { log.close() }
        // Of a worker process its supervisor has said it.
        if let root, supervised == nil { log.logger.warning("\(root)") }
        do {
            try run(settings, listening!, log)  // Without a place to listen the settings would have been refused.
        } catch let status as ExitCode {
            throw status
        } catch let problem as StartupError {
            throw CommandFailure.configuration(problem)
        } catch {
            log.logger.critical("\(error)")
            throw ExitCode(.failure)
        }
    }

    private func run(_ settings: Settings, _ listening: ListenSettings, _ log: Log) throws {
        guard let processes else {
            return try Service.run(
                settings, listening: listening, pidFile: pidFile,
                supervision: supervised.map { Supervision(socket: $0, joinsOthers: existingDatabase) },
                log: log)
        }
        let status = try SupervisedService.run(
            settings, listening: listening, processes: processes, arguments: workerArguments, pidFile: pidFile,
            checkSettings: {
                ReloadCheck(envFile: self.settings.envFile, listen: self.listen, listening: listening)
            },
            log: log)
        guard status == 0 else { throw ExitCode(status) }
    }

    /// What the command line of a worker process says as ours does.
    private var workerArguments: [String] {
        (threads.map { ["--threads", "\($0)"] } ?? []) + (self.settings.envFile.map { ["--env-file", $0] } ?? [])
    }
}
