import SQLite

/// Tests: RevisionMigrationTests.swift
extension Migration {
    /// A password that is only hashed anew is no other password. Whatever writes one says so by raising the count; all
    /// others still end the repetitions of a reset.
    static let rehashes = Migration(
        number: 7, name: "passwords that are hashed anew", kind: .additive,
        sql: """
            ALTER TABLE accounts ADD COLUMN rehashes INTEGER NOT NULL DEFAULT 0;

            DROP TRIGGER accounts_password_changed;
            CREATE TRIGGER accounts_password_changed AFTER UPDATE OF password ON accounts
            WHEN NEW.rehashes = OLD.rehashes BEGIN
                DELETE FROM used_resets WHERE account = NEW.id;
            END;
            """)
}
