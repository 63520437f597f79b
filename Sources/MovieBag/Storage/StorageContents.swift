/// What a storage or a backup holds, for people to recognise it by.
///
/// Tests: CopyTests.swift
package struct StorageContents: Sendable, Equatable {
    package let accounts: Int
    package let movies: Int
    /// Mails that wait, and dead letters.
    package let mails: Int

    package init(accounts: Int, movies: Int, mails: Int) {
        self.accounts = accounts
        self.movies = movies
        self.mails = mails
    }
}

extension StorageContents: CustomStringConvertible {
    package var description: String {
        func count(_ number: Int, _ one: String) -> String { "\(number) \(one)\(number == 1 ? "" : "s")" }
        return "\(count(accounts, "account")), \(count(movies, "movie")), \(count(mails, "mail")) in the outbox"
    }
}
