import MovieBag
import SQLite

/// Tests: MovieRevisionTests.swift
extension Connection {
    /// Reads the collection's revision, and whether some movies are not to be seen, and shows both to `body`; what that reads
    /// belongs to the same state.
    func withCollectionRevision<Result>(_ body: (Revision, _ hiding: Bool) throws -> Result) throws -> Result {
        try statement("SELECT version, hiding FROM collection").query { row in
            guard try row.step() else { throw StorageUnavailable("the table collection has lost its row") }
            return try body(Revision(row.integer(0)), row.integer(1) > 0)
        }
    }

    /// The revision of the next change: to be asked in its transaction, and given to what it writes.
    func nextRevision() throws -> Revision {
        try statement("SELECT version FROM next_version").query { row in
            guard try row.step() else { throw StorageUnavailable("the table collection has lost its row") }
            return Revision(row.integer(0))
        }
    }

    /// Refuses a write to a movie whose owner meant another revision of it than there is; to be called in its transaction.
    ///
    /// Another account's movie passes: that it may not be written is for the write itself to find, and is said first.
    ///
    /// - Throws: `MovieError.revisionMismatch`.
    func check(_ id: MovieID, of owner: AccountID, _ condition: RevisionCondition) throws {
        guard !condition.isNone else { return }
        let revision = try query(
            "SELECT version FROM movies WHERE id = ?1 AND added_by = ?2", .blob(id.bytes), .blob(owner.bytes)
        ) { row in
            try row.step() ? Revision(row.integer(0)) : nil
        }
        if let revision, !condition.holds(for: revision) { throw MovieError.revisionMismatch }
    }
}
