import Logging
import MovieBag
import ServiceLog

/// Tests: BackfillLogTests.swift
extension Log {
    /// Writes down how far the movies of an older database are brought up to date.
    func report(_ event: MovieBackfill.Event) {
        switch event {
        case .began(let task): logger.notice("\(task.title): started; until it is done, \(task.meanwhile)")
        case .continued(let task, let movies): logger.notice("\(task.title): \(movies) so far")
        case .ended(let task, let movies): logger.notice("\(task.title): done, \(movies) \(task.participle)")
        case .failed(let task, let error): trouble(.error, "\(task.title): \(error); it is tried again")
        }
    }
}

extension BackfillTask {
    /// What is done, for a line of the log.
    fileprivate var title: String {
        switch self {
        case .counts: "counting the movies of the older database"
        case .keys: "comparing names of movies of the older database"
        case .documents: "preparing the movies of the older database for searches"
        }
    }

    /// What holds until it is done.
    fileprivate var meanwhile: String {
        switch self {
        case .counts: "quotas count too few movies"
        case .keys: "a new movie may get the name that an older one has in other characters (Unicode NFC)"
        case .documents: "searches, filters and orders other than that of ids have the response 503"
        }
    }

    fileprivate var participle: String {
        switch self {
        case .counts: "counted"
        case .keys: "compared"
        case .documents: "prepared"
        }
    }
}
