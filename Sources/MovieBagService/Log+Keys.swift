import Logging
import MovieBag
import MovieBagConfiguration
import ServiceLog

/// Tests: KeyWatchTests.swift
extension Log {
    /// Writes down what became of the file of keys; never a part of a key.
    ///
    /// - Parameter path: the file.
    func report(_ event: KeyWatch.Event, of path: String, at now: UnixTime) {
        switch event {
        case .replaced(let ring): logger.notice("keys of \(path) are in use: \(Self.text(of: ring, at: now))")
        case .refused(let error):
            for problem in error.problems { logger.error("\(problem); the keys from before stay in use") }
        case .sound: logger.notice("keys of \(path) can be read again")
        }
    }

    /// Such as `A verifies, B signs, C signs from 2026-11-29T17:15:00Z`.
    private static func text(of ring: KeyRing, at now: UnixTime) -> String {
        ring.states(at: now).map { key, state in
            switch state {
            case .signs: "\(key.name) signs"
            case .verifies: "\(key.name) verifies"
            case .waits: "\(key.name) signs from \(key.created)"
            }
        }.joined(separator: ", ")
    }
}
