import ArgumentParser
import Glibc
import Logging
import MovieBag
import MovieBagConfiguration
import MovieBagService
import MovieBagStorage
import Processes
import ServiceLog
import Threads

/// `movie-bag outbox run`: delivers what is due, and ends.
///
/// Tests: OutboxCommandTests.swift
struct OutboxRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Deliver the mails that are due, and end.",
        discussion: """
            For a cron line, where the service is not kept running; it may run as well, since each mail goes to one process. \
            It needs the settings of the service. What becomes of each mail is logged to standard error as the service does \
            it: MOVIE_BAG_LOG_LEVEL=warning leaves only what went wrong. Exit status: 0 when all that was due is delivered, \
            or waits until the service has upgraded the database, 1 when something could not be.
            """)

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let settings = try await settings.read { reader in
            // Before the settings are read to their end, which makes the secret.
            let isThere = reader.database?.file.map { access($0, F_OK) == 0 } ?? true
            return (
                database: reader.database, checked: isThere || !reader.problems.isEmpty ? try Settings(&reader) : nil
            )
        }
        do {
            guard let settings = settings.checked else {
                throw StartupError("there is no \(settings.database.map(String.init(describing:)) ?? "database")")
            }
            guard try Self.deliver(settings) else { throw ExitCode(.refused) }
        } catch let status as ExitCode {
            throw status
        } catch {
            throw CommandFailure.of(error)
        }
    }

    /// - Returns: whether everything that was due is delivered.
    private static func deliver(_ settings: Settings) throws -> Bool {
        let log = Log(level: settings.logLevel, writer: .waiting)
        guard settings.database.maintenance.compatibility() != .older else {
            // Before the service has started, or while it upgrades the database: no failure of this run, and nothing is lost.
            log.logger.warning(
                "no mail is delivered: the database has an older schema until the service is started; mails wait there")
            return true
        }
        let composition = try Composition(settings, log: log, policy: .refuse)
        let isAllWell = Monitor(true)
        let dispatcher = composition.makeMailDispatcher { event in
            log.report(event)
            if case .delivered = event { return }
            isAllWell.withLock { $0 = false }
        }
        try StopSignals.watch { request in
            guard request != .end else { _exit(ExitStatus.refused.rawValue) }
            dispatcher.stop()
        }
        try dispatcher.deliverDue()
        composition.close()
        return isAllWell.withLock { $0 }
    }
}
