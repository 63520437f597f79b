import MovieBag
import SQLite

/// The key of a movie from before there were keys, as the name that is in its place is another text.
///
/// Tests: KeyBackfillTests.swift
struct ReplacedKey {
    let id: MovieID
    let name: MovieName

    /// So many are replaced in one transaction, to bound its time.
    static let mostAtOnce = 100

    /// `nil` for a row whose key is right, as nearly all are.
    ///
    /// - Parameter row: `id, added_by, key, name, year`.
    init?(of row: Statement) throws {
        // A name of its own and a year has only a row that was written with its key.
        guard row.isNull(3), row.isNull(4) else { return nil }
        name = MovieName(stored: row.bytes(2))
        guard MovieKey(name, nil).utf8 != name.utf8 else { return nil }
        id = try row.identifier(0)
    }
}

/// Tests: KeyBackfillTests.swift
extension Connection {
    /// Gives a movie its key. Where another one has that, it is a twin, with a key like no other.
    func replace(_ key: ReplacedKey) throws(SQLiteError) {
        do {
            try write(MovieKey(key.name, nil), of: key)
        } catch let error where error.violates("movies.key") {
            try write(MovieKey(twin: key.id, named: key.name), of: key)
        }
    }

    private func write(_ new: MovieKey, of key: ReplacedKey) throws(SQLiteError) {
        try run(
            "UPDATE movies SET key = ?2, name = ?3 WHERE id = ?1", .blob(key.id.bytes), .utf8(new.utf8),
            .utf8(key.name.utf8))
    }
}
