import SQLite

/// Tests: RemovedMovieStoreTests.swift, UpgradeTests.swift
extension Migration {
    /// A removed movie is a row of another table until it goes for good, so that adding, reading and searching movies does not
    /// look at it. It takes no name and no identifier of IMDb.
    ///
    /// Its marks stay where they are. As long as they are to stay, `restorable` is 1 in `removed_movies`, by which searches
    /// leave them out. An older process would take them for marks of a movie that is gone for good. No version that was released
    /// has `removed_movies`.
    static let restorableMovies = Migration(
        number: 20, name: "removed movies that can be brought back", kind: .exclusive,
        sql: """
            -- removal: an identifier, whose first bytes are the time.
            CREATE TABLE restorable_movies (
                removal BLOB NOT NULL PRIMARY KEY CHECK (length(removal) = 12),
                movie BLOB NOT NULL UNIQUE CHECK (length(movie) = 12),
                key TEXT NOT NULL,
                casts TEXT NOT NULL,
                genres TEXT NOT NULL,
                added_by BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                name TEXT,
                year INTEGER,
                imdb TEXT,
                removed_by BLOB NOT NULL CHECK (length(removed_by) = 12),
                bytes INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            -- With all that a look at what is kept of an account needs.
            CREATE INDEX restorable_movies_account ON restorable_movies (added_by, removal, bytes, movie);

            ALTER TABLE removed_movies ADD COLUMN restorable INTEGER NOT NULL DEFAULT 0 CHECK (restorable IN (0, 1));
            CREATE INDEX removed_movies_gone ON removed_movies (movie) WHERE restorable = 0;

            CREATE TRIGGER restorable_movies_added AFTER INSERT ON restorable_movies BEGIN
                INSERT INTO removed_movies (movie, restorable)
                    SELECT NEW.movie, 1 WHERE EXISTS (SELECT 1 FROM marks WHERE movie = NEW.movie)
                    ON CONFLICT (movie) DO UPDATE SET restorable = 1;
            END;
            -- For good, unless the movie is brought back, which takes the row away.
            CREATE TRIGGER restorable_movies_removed AFTER DELETE ON restorable_movies BEGIN
                UPDATE removed_movies SET restorable = 0 WHERE movie = OLD.movie;
            END;

            DROP TRIGGER movies_marks_removed;
            CREATE TRIGGER movies_marks_removed AFTER DELETE ON movies
            WHEN NOT EXISTS (SELECT 1 FROM restorable_movies WHERE movie = OLD.id) BEGIN
                DELETE FROM marks WHERE movie = OLD.id
                    AND account IN (SELECT account FROM marks WHERE movie = OLD.id ORDER BY account LIMIT 100);
                INSERT INTO removed_movies (movie)
                    SELECT OLD.id WHERE EXISTS (SELECT 1 FROM marks WHERE movie = OLD.id);
            END;
            """)
}
