import Cryptography
import Logging
import MovieBag
import MovieBagAPI
import MovieBagSite
import ServiceLog

/// Tests: ErrorLogTests.swift
extension Log: ErrorLog {
    /// Writes down why a request failed: a sentence that many have at the same time is not repeated.
    package func report(_ error: any Error, published row: PublishedError) {
        switch error {
        case let error as Overloaded:
            trouble(.warning, "a request was refused with 503 Busy: \(error.reason)")
        case is ThreadsExhausted, is HashLaneRequired, is ResponseMemoryExhausted:
            trouble(
                .warning,
                "a request was refused with 503 Busy: no thread, password hash or memory was free within 5 s; "
                    + "if this is frequent, the disk or the processors are too slow for the load")
        case is SearchNotReady:
            trouble(
                .warning,
                "a search was refused with 503 Busy: the movies of the older database are not prepared for searches yet"
            )
        case let error as StorageUnavailable: trouble(.error, "storage: \(error)")
        case let error as OutcomeUnknown: trouble(.error, "storage: the outcome of a change is unknown: \(error)")
        default: trouble(.error, "\(row.name): \(type(of: error)): \(error)")
        }
    }

    package func reportUnchecked(_ error: CryptError) {
        logger.error("bcrypt: \(error); accounts with such passwords cannot log in, and movie-bag doctor counts them")
    }

    package func reportUnsearchable(_ error: any Error) {
        trouble(.error, "MOVIE_BAG_BREACHED_PASSWORDS: \(error); new passwords are not compared with it")
    }
}
