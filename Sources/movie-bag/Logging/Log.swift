import Logging

/// The log of the process. Shared by all threads; writing never blocks the service (``LogWriter``).
struct Log: Sendable {
    let logger: Logger
    let level: Logger.Level
    let writer: LogWriter
    let budget = LineBudget()
    private let repetitions = Repetitions()

    init(level: Logger.Level, writer: LogWriter) {
        self.level = level
        self.writer = writer
        var logger = Logger(label: "movie-bag") { _ in LineLog(writer) }
        logger.logLevel = level
        self.logger = logger
    }

    /// The log of the service, as the settings have it.
    ///
    /// - Throws: ``SetUpError`` when its file cannot be opened; `ThreadError`.
    init(of settings: Settings) throws {
        self.init(level: settings.logLevel, writer: try LogWriter(path: settings.logFile))
    }

    /// Says what may go wrong for many at the same time, but not for each of them.
    func trouble(_ level: Logger.Level, _ sentence: String) {
        guard let sentence = repetitions.admit(sentence) else { return }
        logger.log(level: level, "\(sentence)")
    }

    /// Opens the log file anew, where there is one, and says whether that worked.
    func reopen() {
        guard let path = writer.path else { return }
        do {
            try writer.reopen()
            logger.notice("log file \(path) opened again")
        } catch {
            logger.error("\(error); the log goes on in the file that was open")
        }
    }

    /// Writes what is still held back, and waits a moment for a reader that is slow. For the end of the process.
    func close() {
        reportRest()
        writer.flush(within: Self.lastWait)
    }

    /// How long the end of the process waits for the reader of the log.
    private static let lastWait = Duration.seconds(1)
}
