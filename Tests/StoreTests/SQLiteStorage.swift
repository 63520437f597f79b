import FoundationEssentials
import Glibc
import MovieBag
import MovieBagSQLite
import SQLite
import TestFiles

/// SQLite in a directory of its own.
final class SQLiteStorage: TestedStorage {
    /// A database that was just made: making it takes longer than most tests.
    private static let empty = Result {
        try PreparedFile { path in try Database(path: path) { _ in }.close() }
    }

    private let directory: TemporaryDirectory
    private let database: Database

    init() throws {
        directory = try TemporaryDirectory(inMemory: true)
        try Self.empty.get().copy(to: directory, as: "movie-bag.db")
        database = try Self.open(in: directory)
    }

    /// Another process over what is in a directory.
    private init(in directory: TemporaryDirectory) throws {
        self.directory = directory
        database = try Self.open(in: directory)
    }

    var path: String { directory["movie-bag.db"] }

    func makeStore() -> any Store { makeStore(blockingRegion: UnannouncedBlockingRegion()) }

    /// A store for the calling thread, which tells a region of its writes.
    func makeStore(blockingRegion: any BlockingRegion) -> any Store {
        database.makeStore(blockingRegion: blockingRegion)
    }

    func openAgain() throws -> any TestedStorage { try SQLiteStorage(in: directory) }

    func makeForeignStore() throws -> any Store {
        try Self.open(in: directory).makeStore(blockingRegion: UnannouncedBlockingRegion())
    }

    var maintenance: any StorageMaintenance { SQLiteMaintenance(path: path) }

    func removeAccount(_ id: AccountID) throws {
        let connection = try Connection(path: directory["movie-bag.db"], mode: .writer)
        let delete = try connection.prepare("DELETE FROM accounts WHERE id = ?")
        try delete.bind(1, blob: id.bytes)
        try delete.run()
    }

    func disable(_ id: AccountID) throws {
        let connection = try Connection(path: directory["movie-bag.db"], mode: .writer)
        let update = try connection.prepare("UPDATE accounts SET disabled = 1 WHERE id = ?")
        try update.bind(1, blob: id.bytes)
        try update.run()
    }

    /// Changes the database behind the service's back.
    func execute(_ sql: String) throws {
        try Connection(path: directory["movie-bag.db"], mode: .writer).execute(sql)
    }

    /// The number that a query answers.
    func number(_ sql: StaticString) throws -> Int64 {
        try Connection(path: directory["movie-bag.db"], mode: .reader).integer(sql)
    }

    /// A store outlives the storage that made it, so the directory is held by what the stores hold.
    private static func open(in directory: TemporaryDirectory) throws -> Database {
        try Database(path: directory["movie-bag.db"]) { [directory] _ in _ = directory }
    }
}
