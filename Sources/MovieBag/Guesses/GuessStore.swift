/// Where guesses are counted. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol GuessStore {
    /// Whether a password may be tried now. Changes nothing, so that a flood that is refused costs no write.
    ///
    /// - Throws: ``LimitReached``.
    func requireRoom(for guess: Guess, at now: UnixTime) throws

    /// Counts a wrong password, and records it: both or neither.
    ///
    /// - Throws: ``LimitReached`` when others have used up the room since it was asked for: then nothing was counted, and the
    ///   client must not learn that the password was wrong.
    func count(_ guess: Guess, at now: UnixTime, recording entry: AuditEntry) throws

    /// Removes buckets that are empty and clients that have not logged in for ``KnownClients/keptFor``, at most `limit` of
    /// each; returns whether there may be more.
    func removeEmptyBuckets(at now: UnixTime, limit: Int) throws -> Bool
}

/// The clients that have logged in to an account of late: what strangers guess does not lock them out.
///
/// Tests: KnownClientTests.swift
package enum KnownClients {
    /// How long one is kept after its latest log-in.
    package static let keptFor = Duration.seconds(90 * 24 * 3600)
    /// How much older the time of the latest log-in may be than that was, so that most log-ins write nothing.
    package static let precision = Duration.seconds(24 * 3600)
    /// How many are kept of an account; one more takes the place of the one that logged in first.
    package static let most = 100
}
