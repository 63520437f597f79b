import SQLite

/// Tests: MarkStoreTests.swift, UpgradeTests.swift
extension Migration {
    /// What accounts note of movies. `watched` holds days as `2026-11-28`, with commas between.
    static let marks = Migration(
        number: 16, name: "marks of movies", kind: .additive,
        sql: """
            CREATE TABLE marks (
                movie BLOB NOT NULL REFERENCES movies (id) ON DELETE CASCADE,
                account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                rating INTEGER CHECK (rating BETWEEN 1 AND 10),
                wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
                watched TEXT NOT NULL,
                note TEXT NOT NULL,
                PRIMARY KEY (movie, account)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX marks_account ON marks (account, movie);
            """)
}
