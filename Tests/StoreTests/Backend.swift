import MovieBag
import MovieBagSQLite
import Testing

/// A kind of storage that must pass every test of this target. A new one is one more case here.
enum Backend: CaseIterable, CustomTestStringConvertible {
    case sqlite

    var testDescription: String {
        switch self {
        case .sqlite: "SQLite"
        }
    }

    /// Makes an empty storage.
    func open() throws -> any TestedStorage {
        switch self {
        case .sqlite: try SQLiteStorage()
        }
    }
}

/// Everything that a domain may ask of a storage, over one storage that several threads and processes share.
protocol TestedStorage: Sendable {
    /// A store for the calling thread.
    func makeStore() -> any Store
    /// A store as another process would have it.
    func makeForeignStore() throws -> any Store
    /// The same storage as another process would have it, for several threads.
    func openAgain() throws -> any TestedStorage
    /// What it is asked from beside.
    var maintenance: any StorageMaintenance { get }
    /// Removes an account behind the domain's back.
    func removeAccount(_ id: AccountID) throws
    /// Disables an account behind the domain's back: nothing that it has ends.
    func disable(_ id: AccountID) throws
}
