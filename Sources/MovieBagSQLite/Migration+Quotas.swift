import SQLite

/// Tests: RevisionMigrationTests.swift, MovieCountTests.swift
extension Migration {
    /// What an account has of its quotas, in its row: `movies`, and the bytes that it wrote on `written_day`, a day of UTC
    /// from 1970-01-01 on.
    ///
    /// `counted` is the largest id of the movies that are counted there; all are once it is the largest that there can be.
    /// Those of an older database are counted in the background, as reading a million of them would hold up a start.
    static let quotas = Migration(
        number: 9, name: "quotas of accounts", kind: .additive,
        sql: """
            ALTER TABLE accounts ADD COLUMN movies INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE accounts ADD COLUMN written_day INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE accounts ADD COLUMN written_bytes INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE collection ADD COLUMN counted BLOB NOT NULL DEFAULT x'ffffffffffffffffffffffff';
            UPDATE collection SET counted = x'' WHERE EXISTS (SELECT 1 FROM movies);
            """)
}
