import MovieBag
import SQLite

/// Tests: PostingStoreTests.swift
extension SQLiteStore: SearchIndexStore {
    func updateSearchIndex() throws {
        // Looked for first: mostly nothing is to be written.
        guard try read({ try $0.unpostedCount > Connection.fewUnposted }) else { return }
        try write { try $0.postUnposted() }
    }
}
