import MovieBag
import SQLite

/// By which right movies are changed and handed over, to be asked in the transaction that does it.
///
/// Tests: EditorTests.swift
extension Connection {
    /// The account that a movie must belong to for an editor to change it: an owner's own, which is not looked up here;
    /// for an administrator the account that it belongs to; `nil` for an administrator who is none, and when there is no
    /// such movie to be seen.
    func owner(of id: MovieID, for editor: MovieEditor) throws -> AccountID? {
        switch editor {
        case .owner(let account): account
        case .administrator(let account):
            try query(
                """
                SELECT added_by FROM movies WHERE id = ?1 AND EXISTS (
                    SELECT 1 FROM accounts
                    WHERE id = ?2 AND role = 'administrator' AND disabled IS NULL AND deleted IS NULL)
                AND NOT EXISTS (SELECT 1 FROM departures WHERE account = added_by AND heir IS NULL)
                """,
                .blob(id.bytes), .blob(account.bytes)
            ) { row in try row.step() ? try row.identifier(0) : nil }
        }
    }

    /// The movie that an editor may change, as it is; `nil` when there is none.
    func movie(_ id: MovieID, for editor: MovieEditor) throws -> RevisedMovie? {
        guard let owner = try owner(of: id, for: editor), let found = try movie(id), found.movie.owner == owner else {
            return nil
        }
        return found
    }

    /// Refuses another owner for a movie, unless an administrator gives it one that is there.
    ///
    /// - Returns: the one to hand it over to; `nil` when it stays with its owner.
    /// - Throws: `InvalidValue`.
    func heir(of movie: Movie, by editor: MovieEditor, in change: MovieChange) throws -> AccountID? {
        guard let heir = change.owner, heir != movie.owner else { return nil }
        guard case .administrator = editor else {
            throw InvalidValue(MovieField.owner.description, "may be changed by administrators alone")
        }
        guard try isDisabled(heir) != nil else {
            throw InvalidValue(MovieField.owner.description, "must be the id of an account")
        }
        return heir
    }

    /// Gives a movie to another account, which may have any number.
    func handOver(_ id: MovieID, of owner: AccountID, to heir: AccountID, _ revision: Revision) throws(SQLiteError) {
        // A statement of its own, as a change of this column costs other changes something even where it stays the same.
        try run(
            "UPDATE movies SET added_by = ?2, version = ?3 WHERE id = ?1", .blob(id.bytes), .blob(heir.bytes),
            .integer(revision.number))
        try countRemoval(of: id, by: owner)
        try run(
            "UPDATE accounts SET movies = movies + (?2 <= (SELECT counted FROM collection)) WHERE id = ?1",
            .blob(heir.bytes), .blob(id.bytes))
    }
}
