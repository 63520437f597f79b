import SQLite

/// What a database holds, for people to recognise it by.
///
/// Tests: CopyTests.swift
package struct CopyContents: Sendable, Equatable {
    package let accounts: Int
    package let movies: Int
    /// Mails that wait, and dead letters.
    package let mails: Int

    init(_ connection: Connection) throws(SQLiteError) {
        accounts = Int(try connection.integer("SELECT count(*) FROM accounts"))
        movies = Int(try connection.integer("SELECT count(*) FROM movies"))
        mails = Int(try connection.integer("SELECT count(*) FROM outbox"))
    }
}

extension CopyContents: CustomStringConvertible {
    package var description: String {
        func count(_ number: Int, _ one: String) -> String { "\(number) \(one)\(number == 1 ? "" : "s")" }
        return "\(count(accounts, "account")), \(count(movies, "movie")), \(count(mails, "mail")) in the outbox"
    }
}
