import Logging

/// The log of the process. Shared by all threads; writing never blocks the service (``LogWriter``).
///
/// Tests: LogWriterTests.swift
package struct Log: Sendable {
    package let logger: Logger
    package let level: Logger.Level
    package let writer: LogWriter
    package let budget = LineBudget()
    private let repetitions = Repetitions()

    package init(level: Logger.Level, writer: LogWriter) {
        self.level = level
        self.writer = writer
        var logger = Logger(label: "movie-bag") { _ in LineLog(writer) }
        logger.logLevel = level
        self.logger = logger
    }

    /// The log of the service.
    ///
    /// - Parameters:
    ///   - file: the path of the file that it is appended to; `nil` for standard error.
    ///   - setting: what an error calls the file.
    /// - Throws: ``StartupError`` when the file cannot be opened; `ThreadError`.
    package init(level: Logger.Level, file: String?, of setting: String) throws {
        self.init(level: level, writer: try LogWriter(path: file, of: setting))
    }

    /// Says what may go wrong for many at the same time, but not for each of them.
    package func trouble(_ level: Logger.Level, _ sentence: String) {
        guard let sentence = repetitions.admit(sentence) else { return }
        logger.log(level: level, "\(sentence)")
    }

    /// Writes down how many events of each kind had no line of their own since the last one that had.
    package func reportRest() {
        for (kind, events) in budget.takeRest() { logger.notice("\(kind): \(events) more, not listed") }
    }

    /// Opens the log file anew, where there is one, and says whether that worked.
    package func reopen() {
        guard let path = writer.path else { return }
        do {
            try writer.reopen()
            logger.notice("log file \(path) opened again")
        } catch {
            logger.error("\(error); the log goes on in the file that was open")
        }
    }

    /// Writes what is still held back, and waits a moment for a reader that is slow. For the end of the process.
    package func close() {
        reportRest()
        writer.flush(within: Self.lastWait)
    }

    /// How long the end of the process waits for the reader of the log.
    private static let lastWait = Duration.seconds(1)
}
