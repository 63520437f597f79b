/// By which right a movie is changed or removed.
///
/// Tests: EditorTests.swift, MovieBagAPITests/Movies/AdministeredMovieTests.swift
package enum MovieEditor: Sendable, Equatable {
    /// An account that must own the movie.
    case owner(AccountID)
    /// An account that must be an administrator who is not disabled, which the storage asks in the same transaction.
    case administrator(AccountID)

    /// On whose quota it counts.
    package var account: AccountID {
        switch self {
        case .owner(let account), .administrator(let account): account
        }
    }
}
