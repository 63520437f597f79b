import SQLite

/// Tests: PostingStoreTests.swift, DocumentBackfillTests.swift
extension Migration {
    /// Which movies have each term: an inverted index, so that what few movies have is found among many.
    ///
    /// A row of `postings` has up to 40 movies of one term in the order of their identifiers, the first of them at or behind
    /// `first`, all of them before the `first` of the next row of that term.
    ///
    /// Triggers note each document that comes, changes or goes, with what it was, by whatever statement. The program works
    /// that off when there are enough of them, which costs each much less than on its own; until then searches look at those
    /// few one by one.
    ///
    /// Documents that are there already are noted in the background, as those of movies without one are made. An older
    /// process would not work anything off.
    static let postings = Migration(
        number: 18, name: "movies by term for searches", kind: .exclusive,
        sql: """
            CREATE TABLE postings (
                term BLOB NOT NULL,
                first BLOB NOT NULL,
                movies BLOB NOT NULL,
                PRIMARY KEY (term, first)
            ) STRICT, WITHOUT ROWID;

            -- text: NULL when there was no document before.
            CREATE TABLE unposted (
                number INTEGER PRIMARY KEY,
                movie BLOB NOT NULL,
                name TEXT,
                year INTEGER,
                added_by BLOB,
                text TEXT
            ) STRICT;
            CREATE TRIGGER documents_unposted_added AFTER INSERT ON documents BEGIN
                INSERT INTO unposted (movie) VALUES (NEW.movie);
            END;
            CREATE TRIGGER documents_unposted_removed AFTER DELETE ON documents BEGIN
                INSERT INTO unposted (movie, name, year, added_by, text)
                    VALUES (OLD.movie, OLD.name, OLD.year, OLD.added_by, OLD.text);
            END;
            CREATE TRIGGER documents_unposted_changed AFTER UPDATE ON documents
            WHEN (OLD.name, OLD.year, OLD.added_by, OLD.text) <> (NEW.name, NEW.year, NEW.added_by, NEW.text) BEGIN
                INSERT INTO unposted (movie, name, year, added_by, text)
                    VALUES (OLD.movie, OLD.name, OLD.year, OLD.added_by, OLD.text);
            END;

            -- Without the text, which made adding dearer: going through it looks each document up.
            DROP INDEX documents_year;
            CREATE INDEX documents_year ON documents (year, movie);

            UPDATE collection SET documented = x'' WHERE EXISTS (SELECT 1 FROM movies);
            """)
}
