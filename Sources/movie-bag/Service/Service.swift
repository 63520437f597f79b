import FastCGI
import Glibc
import Logging
import MovieBag
import Threads

/// Runs the service from start to stop.
enum Service {
    /// Opens everything, serves until a signal, and closes everything in turn.
    ///
    /// - Throws: ``SetUpError`` for what the configuration has wrong; anything else is an internal failure.
    static func run(_ settings: Settings, listening: ListenSettings, log: Log) throws {
        if let warning = settings.secret.warning { log.logger.warning("\(warning)") }
        if access(settings.sendmail, X_OK) != 0 {
            log.logger.warning(
                "MOVIE_BAG_SENDMAIL \(settings.sendmail) cannot be run; mails wait in the outbox until it can")
        }
        let composition = try Composition(settings, log: log)
        // Signals are caught after libfcgi was initialised, as that installs handlers of its own.
        FastCGILibrary.initialize()
        let listener = try SetUpError.explain("cannot listen on \(listening.address)") {
            try Listener(listening.address, access: SocketAccess(replacesLive: listening.replacesLive))
        }
        let server = try Server(listener: listener, settings: listening.server) { workers in
            composition.makeHandler(workers)
        }
        try StopSignals.watch { isFirst in
            guard isFirst else { _exit(1) }
            log.logger.notice("stopping")
            server.stop()
        }
        let postman = composition.makePostman(report: log.report)
        let sweeper = composition.makeSweeper()
        let threads = [try postman.start(), try sweeper.start()]
        log.logger.notice("movie-bag \(Version.text) serves \(settings.site) on \(listener.address)")
        StartCode.release()
        try server.run()
        postman.stop()
        sweeper.stop()
        for thread in threads { thread.join() }
        composition.close()
        log.logger.notice("stopped")
    }
}
