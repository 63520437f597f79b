import Logging
import MovieBag
import ServiceLog

/// Tests: MovieCountLogTests.swift
extension Log {
    /// Writes down how far the count of the movies of an older database has come.
    func report(_ event: MovieCounting.Event) {
        switch event {
        case .began:
            logger.notice(
                "counting the movies of the older database: started; until it is done, quotas count too few movies")
        case .counted(let movies): logger.notice("counting the movies of the older database: \(movies) so far")
        case .ended(let movies): logger.notice("counting the movies of the older database: done, \(movies) counted")
        case .failed(let error):
            trouble(.error, "counting the movies of the older database: \(error); it is tried again")
        }
    }
}
