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
                "counting movies of before the upgrade: begins; until its end quotas count less than there is")
        case .counted(let movies): logger.notice("counting movies of before the upgrade: \(movies) until now")
        case .ended(let movies): logger.notice("counting movies of before the upgrade: done, \(movies) counted")
        case .failed(let error): trouble(.error, "counting movies of before the upgrade: \(error)")
        }
    }
}
