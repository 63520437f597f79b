import MovieBag
import SQLite

/// Keeps what movies are searched by, to be called in the transaction that writes the movie.
///
/// Tests: SearchStoreTests.swift, LabelStoreTests.swift
extension Connection {
    /// Writes the document of a movie that has none, and counts its labels.
    func index(_ document: MovieDocument) throws(SQLiteError) {
        for label in document.labels { try count(label) }
        try run(
            "INSERT INTO documents (movie, name, year, added_by, text) VALUES (?1, ?2, ?3, ?4, ?5)",
            .blob(document.movie.bytes), .utf8(document.name), .integer(document.year), .blob(document.owner.bytes),
            .utf8(document.text))
    }

    /// Writes the document of a movie that has been changed. In an older database it may have none yet.
    func reindex(_ movie: Movie) throws(SQLiteError) {
        let document = MovieDocument(movie)
        guard try hasDocument(movie.id) else { return try index(document) }
        let isSame = try hasRow(
            "SELECT 1 FROM documents WHERE movie = ?1 AND text = ?2", .blob(document.movie.bytes),
            .utf8(document.text))
        // Counted before the older ones are counted no more, so that a spelling stays which only this movie has.
        if !isSame {
            for label in document.labels { try count(label) }
        }
        try run(
            """
            UPDATE documents SET name = ?2, year = ?3, text = ?4
            WHERE movie = ?1 AND (name <> ?2 OR year <> ?3 OR text <> ?4)
            """,
            .blob(document.movie.bytes), .utf8(document.name), .integer(document.year), .utf8(document.text))
    }

    /// Whether a movie has a document, which is right then.
    func hasDocument(_ movie: MovieID) throws(SQLiteError) -> Bool {
        try hasRow("SELECT 1 FROM documents WHERE movie = ?1", .blob(movie.bytes))
    }

    private func count(_ label: MovieLabel) throws(SQLiteError) {
        try run(
            "UPDATE labels SET movies = movies + 1 WHERE kind = ?1 AND key = ?2", .integer(label.kind.rawValue),
            .utf8(label.key))
        guard changes == 0 else { return }
        try run(
            "INSERT INTO labels (kind, key, name, text, movies) VALUES (?1, ?2, ?3, ?4, 1)",
            .integer(label.kind.rawValue), .utf8(label.key), .utf8(label.name), .utf8(label.text))
    }
}
