/// Where marks are kept. A store belongs to one thread.
///
/// A mark goes with its movie and with its account: nothing shows it from that moment on. Every function throws what ``Storage``
/// says when it could not be done, and ``MovieError/unknown`` when no movie has the identifier.
package protocol MarkStore {
    /// The mark of an account; ``Mark/none`` when it has none.
    func mark(of movie: MovieID, by account: AccountID) throws -> Mark

    /// The marks that an account has of some movies, one for each that it has marked.
    func marks(of movies: [MovieID], by account: AccountID) throws -> [OwnMark]

    /// Puts a mark in the place of the one that there is; ``Mark/none`` leaves none.
    ///
    /// - Throws: `TokenError.invalid` when the account was removed after its token was checked; ``LimitReached`` when it may not
    ///   write as many bytes today.
    func mark(_ movie: MovieID, by account: AccountID, as mark: Mark, within quota: MovieQuota) throws

    /// The marks of a movie, those of accounts after `position`, at most `limit`, without their notes; and the average of all, up to
    /// ``MovieMarks/mostCounted``.
    func marks(of movie: MovieID, after position: AccountID?, limit: Int) throws -> MovieMarks
}
