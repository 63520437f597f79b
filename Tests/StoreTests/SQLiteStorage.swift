import FoundationEssentials
import Glibc
import MovieBag
import MovieBagSQLite
import SQLite
import Synchronization

/// SQLite in a directory of its own, removed with the last reference.
final class SQLiteStorage: Storage {
    private let directory: String
    private let database: Database
    private let others = Mutex<[Database]>([])

    private var path: String { directory + "/movie-bag.db" }

    init() throws {
        var template = Array("/tmp/movie-bag-store-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        directory = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        database = try Database(path: directory + "/movie-bag.db") { _ in }
    }

    deinit {
        others.withLock { $0.forEach { $0.close() } }
        database.close()
        try? FileManager.default.removeItem(atPath: directory)  // Litter in /tmp fails no test.
    }

    func makeStore() -> any Store {
        database.makeStore(slowWork: UnannouncedWork())
    }

    func makeForeignStore() throws -> any Store {
        let other = try Database(path: path) { _ in }
        others.withLock { $0.append(other) }
        return other.makeStore(slowWork: UnannouncedWork())
    }

    func removeAccount(_ id: AccountID) throws {
        let connection = try Connection(path: path, mode: .writer)
        let delete = try connection.prepare("DELETE FROM accounts WHERE id = ?")
        try delete.bind(1, blob: id.bytes)
        try delete.run()
    }
}
