import SQLite

/// Tests: OlderSessionTests.swift
extension Migration {
    /// Which session of an account was used least recently, and what each is for.
    ///
    /// Those from before read as sessions of the API that were never used, which the next use makes right. What has a
    /// default is added without touching a row. `kind` is not checked here: a later version may know more of them.
    static let sessionUses = Migration(
        number: 6, name: "kinds and uses of sessions", kind: .additive,
        sql: """
            ALTER TABLE sessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'api';
            ALTER TABLE sessions ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE sessions ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
            """)
}
