/// What requests need of the storage, for one thread.
package typealias SiteStore = AccountStore & AddressChangeStore & AdministrationStore & APITokenStore & AuditStore
    & DepartureStore & ExportStore & GuessStore & IdempotencyStore & InvitationStore & LinkStore & MarkStore
    & MovieSearchStore & MovieStore & OutboxAdministration & OwnAccountStore & RemovedMovieStore & RepetitionStore
    & ResetStore
    & SessionStore & SignUpStore

/// Everything that the domain keeps, for one thread.
package typealias Store = DeadLetterStore & BackfillStore & OutboxStore & PasswordCountStore & RemovedMarkStore
    & RemovedMovieSweepStore & SearchIndexStore & SiteStore & TokenStore

/// A storage that is open. Shared by all threads.
///
/// Every function of its stores that throws, throws
/// - ``StorageUnavailable`` or ``Overloaded`` when it could not be done, and then it was not;
/// - ``OutcomeUnknown`` when it may have been done. Only functions that change something throw it;
/// - what the ``BlockingRegion`` of the store throws, before anything was begun. Every wait of a store that is longer than a
///   read from memory happens in its region, so a storage across a network reads there too, and each wait ends with
///   ``BlockingRegion/timeRemaining`` at the latest.
///
/// What a function has changed when it returns is durable, and every later call sees it, of whatever thread, process or
/// host. ``Revision`` says in which order.
package protocol Storage: Sendable {
    /// Makes the stores of the calling thread, which must be used on no other.
    ///
    /// - Parameter blockingRegion: told before the store waits for something.
    func makeStore(blockingRegion: any BlockingRegion) -> any Store

    /// Finishes what is queued and closes the storage. Afterwards its stores cannot change anything.
    func close()
}
