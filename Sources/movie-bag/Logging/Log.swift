import Logging

/// The log of the process, on standard error.
struct Log: Sendable {
    let logger: Logger
    let level: Logger.Level

    init(level: Logger.Level) {
        self.level = level
        var logger = Logger(label: "movie-bag") { _ in StandardErrorLog() }
        logger.logLevel = level
        self.logger = logger
    }
}
