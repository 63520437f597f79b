import SQLite

/// Tests: DocumentBackfillTests.swift, LabelStoreTests.swift
extension Migration {
    /// What movies are searched by (`MovieDocument`), and how many have each label. Both are written by the program, as only
    /// that can fold texts, in the transaction that writes the movie. Triggers see to what takes something away or hands it
    /// over, by whatever statement.
    ///
    /// Movies that are there already get their documents in the background: `documented` says up to which one that is done.
    /// An older process would write movies without documents.
    static let documents = Migration(
        number: 17, name: "documents of movies for searches, counts of labels", kind: .exclusive,
        sql: #"""
            CREATE TABLE documents (
                movie BLOB NOT NULL PRIMARY KEY CHECK (length(movie) = 12),
                name TEXT NOT NULL,
                year INTEGER NOT NULL,
                added_by BLOB NOT NULL,
                text TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            -- With all columns, so that going through them in their order looks nothing up.
            CREATE INDEX documents_name ON documents (name, movie, year, added_by, text);
            CREATE INDEX documents_year ON documents (year, movie, name, added_by, text);

            -- kind 0: casts, 1: genres.
            CREATE TABLE labels (
                kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
                key TEXT NOT NULL,
                name TEXT NOT NULL,
                text TEXT NOT NULL,
                movies INTEGER NOT NULL,
                PRIMARY KEY (kind, key)
            ) STRICT, WITHOUT ROWID;

            ALTER TABLE collection ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE collection ADD COLUMN documented BLOB NOT NULL DEFAULT x'ffffffffffffffffffffffff';
            UPDATE collection SET documented = x'' WHERE EXISTS (SELECT 1 FROM movies);

            CREATE TRIGGER movies_document_removed AFTER DELETE ON movies BEGIN
                DELETE FROM documents WHERE movie = OLD.id;
            END;
            CREATE TRIGGER movies_document_handed_over AFTER UPDATE OF added_by ON movies
            WHEN OLD.added_by <> NEW.added_by BEGIN
                UPDATE documents SET added_by = NEW.added_by WHERE movie = NEW.id;
            END;
            -- The labels of documents: all parts of the text from the third on but the empty one at the end. Each is the kind, a
            -- space, the key, a space (SearchText).
            CREATE VIEW document_labels (movie, kind, key) AS
                SELECT movie, CAST(substr(value, 1, 1) AS INTEGER), substr(value, 3, length(value) - 3)
                FROM documents, json_each(
                    '["' || replace(replace(replace(text, '\', '\\'), '"', '\"'), char(29), '","') || '"]') AS parts
                WHERE parts.key > 1 AND value <> '';

            CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
                UPDATE collection SET documents = documents + 1;
            END;
            CREATE TRIGGER documents_removed BEFORE DELETE ON documents BEGIN
                UPDATE collection SET documents = documents - 1;
                UPDATE labels SET movies = movies - 1
                    WHERE (kind, key) IN (SELECT kind, key FROM document_labels WHERE movie = OLD.movie);
                DELETE FROM labels WHERE movies <= 0
                    AND (kind, key) IN (SELECT kind, key FROM document_labels WHERE movie = OLD.movie);
            END;
            CREATE TRIGGER documents_changed BEFORE UPDATE OF text ON documents WHEN OLD.text <> NEW.text BEGIN
                UPDATE labels SET movies = movies - 1
                    WHERE (kind, key) IN (SELECT kind, key FROM document_labels WHERE movie = OLD.movie);
                DELETE FROM labels WHERE movies <= 0
                    AND (kind, key) IN (SELECT kind, key FROM document_labels WHERE movie = OLD.movie);
            END;
            """#)
}
