import Logging

/// The log of the process, on standard error.
struct Log: Sendable {
    let logger: Logger
    let level: Logger.Level
    private let repetitions = Repetitions()

    init(level: Logger.Level) {
        self.level = level
        var logger = Logger(label: "movie-bag") { _ in StandardErrorLog() }
        logger.logLevel = level
        self.logger = logger
    }

    /// Says what may go wrong for many at the same time, but not for each of them.
    func trouble(_ level: Logger.Level, _ sentence: String) {
        guard let sentence = repetitions.admit(sentence) else { return }
        logger.log(level: level, "\(sentence)")
    }
}
