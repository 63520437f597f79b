/// Adding movies by requests that can be repeated, as they have a key.
///
/// Tests: IdempotencyTests.swift
package struct KeyedAdditions {
    private let store: any IdempotencyStore
    private let codes: IdempotencyCodes
    private let identifiers: ObjectIDGenerator
    private let clock: WallClock
    private let limits: Limits

    package init(
        store: any IdempotencyStore, codes: IdempotencyCodes, identifiers: ObjectIDGenerator, clock: WallClock,
        limits: Limits
    ) {
        self.store = store
        self.codes = codes
        self.identifiers = identifiers
        self.clock = clock
        self.limits = limits
    }

    /// - Parameters:
    ///   - route: method and path of the route: a key is another one for another route.
    ///   - body: as it was sent.
    ///   - response: what to give for the movie, within ``IdempotentRequest/keptFor`` again. Perhaps called on another thread.
    /// - Throws: ``IdempotencyKeyReused``, ``RepeatedRefusal``; else as ``Movies/add(_:by:)``.
    package func add(
        _ draft: MovieDraft, by owner: AccountID, key: IdempotencyKey, route: String, body: [UInt8],
        response: @escaping @Sendable (RevisedMovie) -> [UInt8]
    ) throws -> StoredResponse {
        let now = clock.now
        return try store.add(
            Movie(draft, id: MovieID(identifiers.next()), owner: owner),
            within: MovieQuota(limits, at: now),
            once: try codes.request(key, of: owner, route: route, body: body, at: now), response: response)
    }
}
