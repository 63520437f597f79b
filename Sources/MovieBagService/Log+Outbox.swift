import Logging
import MovieBag
import ServiceLog

/// Tests: OutboxLogTests.swift
extension Log {
    /// Writes down what happened to a mail.
    package func report(_ event: OutboxEvent) {
        switch event {
        case .delivered(let id, let attempt):
            logger.info("mail \(id) delivered, attempt \(attempt)")
        case .postponed(let id, let attempt, let until, let reason):
            logger.warning("mail \(id) postponed to \(until) after attempt \(attempt): \(reason)")
        case .deadLetter(let id, let attempt, let reason):
            logger.error("mail \(id) is a dead letter after attempt \(attempt): \(reason)")
        case .storageFailed(let reason):
            trouble(.error, "outbox: \(reason)")
        }
    }
}
