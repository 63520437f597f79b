import SQLite

/// The tables, as an ordered list of changes. A released one is never edited: a mistake is corrected by the next one.
///
/// Tests: RevisionMigrationTests.swift, LinkMigrationTests.swift, DatabaseInspectionTests.swift
enum Schema {
    /// Marks a database file as ours: "MovB" in ASCII.
    private static let applicationID: Int32 = 0x4d6f_7642

    /// Brings the tables of a database up to date.
    static func migrate(_ connection: Connection) throws {
        try connection.migrate(migrations, applicationID: applicationID)
    }

    /// The number of the schema that this program works with: that of the latest migration.
    static var number: Int { migrations.count }

    /// The number of a database's schema; 0 when it is new.
    ///
    /// - Throws: `MigrationError` for one of another program, or of a newer version; `SQLiteError`.
    static func number(of connection: Connection) throws -> Int {
        try connection.latestMigration(of: migrations, applicationID: applicationID)
    }

    /// Whether a migration after that number changes what older processes read.
    static func isExclusive(after number: Int) -> Bool {
        migrations.dropFirst(number).contains { $0.kind == .exclusive }
    }

    /// Whether a database has tables of this program, of whichever version.
    static func isOurs(_ connection: Connection) throws(SQLiteError) -> Bool {
        try connection.integer("PRAGMA application_id") == Int64(applicationID)
    }

    /// Refuses a database of another program.
    static func refuseForeign(_ connection: Connection) throws {
        try connection.requireOwner(applicationID)
    }

    /// Refuses a database of another program, by its first page.
    static func refuseForeign(_ page: FirstPage) throws(MigrationError) {
        let isNew = page.applicationID == 0 && page.userVersion == 0 && page.isEmpty
        guard page.applicationID == applicationID || isNew else {
            throw .foreignDatabase(applicationID: page.applicationID)
        }
    }

    /// Whether the tables are newer than what this program reads.
    static func isNewer(_ page: FirstPage) -> Bool { page.userVersion > migrations.count }

    /// Refuses a database whose tables are older or newer than what this program reads.
    static func check(_ connection: Connection) throws {
        try connection.requireMigrated(migrations, applicationID: applicationID)
    }

    private static let migrations = [
        Migration(
            number: 1, name: "accounts, sessions, resets, movies, outbox", kind: .additive,
            sql: """
                CREATE TABLE accounts (
                    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                    email TEXT NOT NULL COLLATE NOCASE UNIQUE,
                    password TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE sessions (
                    fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
                    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                    expires INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX sessions_account ON sessions (account);
                CREATE INDEX sessions_expires ON sessions (expires);

                CREATE TABLE resets (
                    fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
                    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                    expires INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX resets_account ON resets (account);
                CREATE INDEX resets_expires ON resets (expires);

                CREATE TABLE movies (
                    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                    name TEXT NOT NULL UNIQUE,
                    casts TEXT NOT NULL,
                    genres TEXT NOT NULL,
                    added_by BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE outbox (
                    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                    kind TEXT NOT NULL CHECK (kind IN ('reset', 'password_changed')),
                    token_id TEXT,
                    token_issued INTEGER,
                    token_expires INTEGER,
                    written INTEGER NOT NULL,
                    due INTEGER NOT NULL,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    problem TEXT,
                    buried INTEGER,
                    CHECK (kind <> 'reset' OR (token_id AND token_issued AND token_expires) IS NOT NULL)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX outbox_due ON outbox (due) WHERE buried IS NULL;
                CREATE INDEX outbox_account ON outbox (account);
                """),
        // Versions make ETags. Triggers see to it that no way of writing forgets them: what comes without a version of
        // its own is given one, and the collection's is always the largest. One never comes twice, not even after an
        // older copy of the database took its place: every second has a million of its own.
        Migration(
            number: 2, name: "versions of movies and of the collection", kind: .additive,
            sql: """
                CREATE TABLE collection (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                    version INTEGER NOT NULL
                ) STRICT;
                INSERT INTO collection (id, version) VALUES (1, 0);

                CREATE VIEW next_version (version) AS
                    SELECT max(version + 1, CAST(strftime('%s', 'now') AS INTEGER) << 20) FROM collection;
                UPDATE collection SET version = (SELECT version FROM next_version);

                ALTER TABLE movies ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
                UPDATE movies SET version = (SELECT version FROM collection);

                CREATE TRIGGER movies_added AFTER INSERT ON movies BEGIN
                    UPDATE movies SET version = (SELECT version FROM next_version)
                        WHERE NEW.version <= (SELECT version FROM collection) AND id = NEW.id;
                    UPDATE collection SET version = max(version, NEW.version);
                END;
                CREATE TRIGGER movies_changed AFTER UPDATE ON movies BEGIN
                    UPDATE movies SET version = (SELECT version FROM next_version)
                        WHERE NEW.version <= (SELECT version FROM collection) AND id = NEW.id;
                    UPDATE collection SET version = max(version, (SELECT version FROM movies WHERE id = NEW.id));
                END;
                CREATE TRIGGER movies_removed AFTER DELETE ON movies BEGIN
                    UPDATE collection SET version = (SELECT version FROM next_version);
                END;
                """),
        // Tells a mail that is being delivered from one that waits for its next time.
        Migration(
            number: 3, name: "mails in delivery", kind: .additive,
            sql: """
                ALTER TABLE outbox ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1));
                """),
        // A form that was sent twice is told from a link that is used twice. Whatever changes the password ends that.
        Migration(
            number: 4, name: "resets that were used a moment ago", kind: .additive,
            sql: """
                CREATE TABLE used_resets (
                    fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
                    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                    expires INTEGER NOT NULL,
                    tries INTEGER NOT NULL CHECK (tries >= 0)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX used_resets_account ON used_resets (account);
                CREATE INDEX used_resets_expires ON used_resets (expires);

                CREATE TRIGGER accounts_password_changed AFTER UPDATE OF password ON accounts BEGIN
                    DELETE FROM used_resets WHERE account = NEW.id;
                END;
                """),
        // Tells an address that all clients share from that of one; 16 rows at most.
        Migration(
            number: 5, name: "origins of log-ins", kind: .additive,
            sql: """
                CREATE TABLE log_in_origins (
                    account BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
                    network BLOB NOT NULL CHECK (length(network) = 16),
                    log_ins INTEGER NOT NULL,
                    last INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                """),
        .sessionUses,
        .rehashes,
        .linkBudgets,
        .quotas,
        .links,
        .accounts,
        .newClients,
        .invitations,
        .keys,
        .idempotencyKeys,
        .marks,
        .documents,
        .postings,
        .removedMovies,
        .restorableMovies,
    ]
}
