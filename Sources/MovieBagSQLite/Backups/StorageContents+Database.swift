import MovieBag
import SQLite

/// Tests: CopyTests.swift
extension StorageContents {
    /// Counts what is in a database.
    init(_ connection: Connection) throws(SQLiteError) {
        self.init(
            accounts: Int(try connection.integer("SELECT count(*) FROM accounts")),
            movies: Int(try connection.integer("SELECT count(*) FROM movies")),
            mails: Int(try connection.integer("SELECT count(*) FROM outbox")))
    }
}
