import Synchronization

/// Whether there may be movies that are not to be seen, as their account has been removed: so that a movie that is read costs
/// no look at the table of those accounts while it is empty. Shared by all threads.
///
/// It is up at the start, and from the moment on at which this process removes an account. The sweeper looks every second, so
/// another process sees within a second that an account was removed; only a single movie that is asked for by its identifier
/// may be shown meanwhile, as pages look at the table themselves.
///
/// Tests: DepartureStoreTests.swift
final class DepartureFlag: Sendable {
    private let state = Atomic(true)

    var isUp: Bool { state.load(ordering: .acquiring) }

    func set(_ isUp: Bool) {
        state.store(isUp, ordering: .releasing)
    }
}
