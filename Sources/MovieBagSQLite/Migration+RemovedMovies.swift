import SQLite

/// Tests: MarkStoreTests.swift, RemovedMarkTests.swift, UpgradeTests.swift
extension Migration {
    /// Marks go with their movie in parts: a cascade held the only writer for 0.4 s, and wrote 40 MB of log, where 100,000 accounts had
    /// marked it. A trigger takes the first hundred, which for most movies are all of them. The movie of the others stays in
    /// `removed_movies` until the sweeper has removed them; nothing reads them meanwhile.
    ///
    /// An older process would remove none of those. No version that was released has marks, so an upgrade of one copies none.
    static let removedMovies = Migration(
        number: 19, name: "removed movies whose marks are being removed", kind: .exclusive,
        sql: """
            CREATE TABLE removed_movies (
                movie BLOB NOT NULL PRIMARY KEY CHECK (length(movie) = 12)
            ) STRICT, WITHOUT ROWID;

            -- Without the reference to movies, as SQLite can take no reference away.
            CREATE TABLE new_marks (
                movie BLOB NOT NULL CHECK (length(movie) = 12),
                account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                rating INTEGER CHECK (rating BETWEEN 1 AND 10),
                wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
                watched TEXT NOT NULL,
                note TEXT NOT NULL,
                PRIMARY KEY (movie, account)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO new_marks SELECT movie, account, rating, wanted, watched, note FROM marks;
            DROP TABLE marks;
            ALTER TABLE new_marks RENAME TO marks;
            CREATE INDEX marks_account ON marks (account, movie);
            -- For each condition on own marks: the marks that meet it, with nothing else to be looked up.
            CREATE INDEX marks_wanted ON marks (account, movie) WHERE wanted = 1;
            CREATE INDEX marks_watched ON marks (account, movie) WHERE watched <> '';
            CREATE INDEX marks_rated ON marks (account, movie) WHERE rating IS NOT NULL;

            CREATE TRIGGER movies_marks_removed AFTER DELETE ON movies BEGIN
                DELETE FROM marks WHERE movie = OLD.id
                    AND account IN (SELECT account FROM marks WHERE movie = OLD.id ORDER BY account LIMIT 100);
                INSERT INTO removed_movies (movie)
                    SELECT OLD.id WHERE EXISTS (SELECT 1 FROM marks WHERE movie = OLD.id);
            END;
            """)
}
