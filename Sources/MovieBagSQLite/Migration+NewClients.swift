import SQLite

/// Tests: NewClientStoreTests.swift, LinkMigrationTests.swift
extension Migration {
    /// When an account was last told of a log-in by a client that was not known, in seconds; 0 for never, NULL until the
    /// first log-in. What a mail says of from where something was done.
    static let newClients = Migration(
        number: 12, name: "notices of log-ins by new clients", kind: .additive,
        sql: """
            ALTER TABLE accounts ADD COLUMN log_in_notice INTEGER;
            ALTER TABLE outbox ADD COLUMN client TEXT;
            ALTER TABLE outbox ADD COLUMN agent TEXT;
            """)
}
