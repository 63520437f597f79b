/// A connection that reads, with its statements.
///
/// `@unchecked Sendable`: like its connection, used by one thread at a time, for which ``ReaderPool`` cares.
final class Reader: @unchecked Sendable {
    let movie: Statement
    let moviesAfter: Statement
    let session: Statement
    let accountByEmail: Statement

    init(path: String) throws {
        let connection = try Connection(path: path, isReader: true)
        movie = try Statement(
            "SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id = ?", on: connection)
        moviesAfter = try Statement(
            "SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id > ? ORDER BY id LIMIT ?",
            on: connection)
        session = try Statement(
            "SELECT 1 FROM sessions WHERE fingerprint = ? AND account = ? AND expires > ?", on: connection)
        accountByEmail = try Statement("SELECT id, password FROM accounts WHERE email = ?", on: connection)
    }
}
