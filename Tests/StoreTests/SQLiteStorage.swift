import FoundationEssentials
import Glibc
import MovieBag
import MovieBagSQLite
import SQLite

/// SQLite in a directory of its own.
final class SQLiteStorage: TestedStorage {
    private let directory: Directory
    private let database: Database

    init() throws {
        directory = try Directory()
        database = try Self.open(in: directory)
    }

    func makeStore() -> any Store { makeStore(blockingRegion: UnannouncedBlockingRegion()) }

    /// A store for the calling thread, which tells a region of its writes.
    func makeStore(blockingRegion: any BlockingRegion) -> any Store {
        database.makeStore(blockingRegion: blockingRegion)
    }

    func makeForeignStore() throws -> any Store {
        try Self.open(in: directory).makeStore(blockingRegion: UnannouncedBlockingRegion())
    }

    var maintenance: any StorageMaintenance { SQLiteMaintenance(path: directory.databasePath) }

    func removeAccount(_ id: AccountID) throws {
        let connection = try Connection(path: directory.databasePath, mode: .writer)
        let delete = try connection.prepare("DELETE FROM accounts WHERE id = ?")
        try delete.bind(1, blob: id.bytes)
        try delete.run()
    }

    /// Changes the database behind the service's back.
    func execute(_ sql: String) throws {
        try Connection(path: directory.databasePath, mode: .writer).execute(sql)
    }

    /// The number that a query answers.
    func number(_ sql: StaticString) throws -> Int64 {
        try Connection(path: directory.databasePath, mode: .reader).integer(sql)
    }

    /// A store outlives the storage that made it, so the directory is held by what the stores hold.
    private static func open(in directory: Directory) throws -> Database {
        try Database(path: directory.databasePath) { [directory] _ in _ = directory }
    }

    /// Removed with the last reference.
    private final class Directory: Sendable {
        private let path: String

        init() throws {
            var template = Array("/tmp/movie-bag-store-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
            path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }

        deinit {
            try? FileManager.default.removeItem(atPath: path)  // Litter in /tmp fails no test.
        }

        var databasePath: String { path + "/movie-bag.db" }
    }
}
