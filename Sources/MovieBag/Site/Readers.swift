/// Who may read the collection: movies, genres and casts.
///
/// Tests: ReaderTests.swift
package enum Readers: String, CaseIterable, Sendable {
    case anyone
    /// Who has an account.
    case accounts
}
