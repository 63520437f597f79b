import SQLite

/// Tests: KeyBackfillTests.swift, UpgradeTests.swift, LinkMigrationTests.swift
extension Migration {
    /// A name and a year together are unique: what was the name becomes the key (`MovieKey`), and the name itself stands
    /// beside it where it is another text. All keys of movies without a year are their names, but for a few, which are
    /// replaced in the background: `filled` says up to which movie that is done.
    static let keys = Migration(
        number: 14, name: "years and IMDb identifiers of movies, keys in place of names", kind: .exclusive,
        sql: """
            ALTER TABLE movies RENAME COLUMN name TO key;
            ALTER TABLE movies ADD COLUMN name TEXT;
            ALTER TABLE movies ADD COLUMN year INTEGER CHECK (year BETWEEN 1874 AND 2100);
            ALTER TABLE movies ADD COLUMN imdb TEXT;
            CREATE UNIQUE INDEX movies_imdb ON movies (imdb) WHERE imdb IS NOT NULL;
            ALTER TABLE collection ADD COLUMN filled BLOB NOT NULL DEFAULT x'ffffffffffffffffffffffff';
            UPDATE collection SET filled = x'' WHERE EXISTS (SELECT 1 FROM movies);
            """)
}
