/// A database of commit 8e51928, as `.dump` of the sqlite3 shell writes it: its tables were made by the statements of that
/// commit's `Schema`, its rows by those of its stores.
///
/// Accounts 1 and 2 of ``Sample``; a session; reset tokens `fresh` and `another` (account 1), `claimed` and `postponed`
/// (account 2), which are good, and `expired`; that a token was used leaves no row. Mails 1 to 4 carry links, 5 to 8 say
/// that the password was changed: in this order one that waits, one in delivery, one that is postponed and a dead letter.
enum Database8e51928 {
    /// Its number of the schema.
    static let number = 3

    static let sql = #"""
        BEGIN TRANSACTION;
        CREATE TABLE accounts (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
            email TEXT NOT NULL COLLATE NOCASE UNIQUE,
            password TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO accounts VALUES(X'000000000000000000000001','user1@example.org','hash 1');
        INSERT INTO accounts VALUES(X'000000000000000000000002','user2@example.org','hash 2');
        CREATE TABLE sessions (
            fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
            account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO sessions VALUES(
            X'3f3af1ecebbd1410ab417ec0d27bbfcb5d340e177ae159b59fc8626c2dfd9175',X'000000000000000000000001',
            1800604800);
        CREATE TABLE resets (
            fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
            account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO resets VALUES(
            X'ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5',X'000000000000000000000001',
            1800000900);
        INSERT INTO resets VALUES(
            X'd098ab5e44b9aabb755f76d806598f43573c662b35e4a2eab1e312ec9ad195e2',X'000000000000000000000001',
            1800000600);
        INSERT INTO resets VALUES(
            X'd79d3458a58877cd8e48c18ebaf4c27b9d5c1a9cb5dfbdac769a7a21d8a1022e',X'000000000000000000000002',
            1800000600);
        INSERT INTO resets VALUES(
            X'f05a366e6f67b69db2bb92103b1a8ebabb3fee12c5470297bc7f34e1f3804c2b',X'000000000000000000000002',
            1800000600);
        INSERT INTO resets VALUES(
            X'fa64ea1e82e1206f828ab2a02917c7e92accb98e3b95881a1b4ad52b914b66e3',X'000000000000000000000001',
            1799999999);
        CREATE TABLE movies (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
            name TEXT NOT NULL UNIQUE,
            casts TEXT NOT NULL,
            genres TEXT NOT NULL,
            added_by BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
        , version INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
        INSERT INTO movies VALUES(
            X'000000000000000000000001','Movie 1','["Somebody"]','["Drama","Horror"]',
            X'000000000000000000000001',1883200571834369);
        INSERT INTO movies VALUES(
            X'000000000000000000000002','Movie 2','["Somebody"]','["Drama","Horror"]',
            X'000000000000000000000001',1883200571834370);
        INSERT INTO movies VALUES(
            X'000000000000000000000003','Movie 3','["Somebody"]','["Drama","Horror"]',
            X'000000000000000000000002',1883200571834371);
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
            buried INTEGER, claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1)),
            CHECK (kind <> 'reset' OR (token_id AND token_issued AND token_expires) IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO outbox VALUES(
            X'000000000000000000000001',X'000000000000000000000001','reset','fresh',1799997000,1800000600,
            1799999940001,1799999940001,0,NULL,NULL,0);
        INSERT INTO outbox VALUES(
            X'000000000000000000000002',X'000000000000000000000002','reset','claimed',1799997000,1800000600,
            1799999940002,1800000090000,1,NULL,NULL,1);
        INSERT INTO outbox VALUES(
            X'000000000000000000000003',X'000000000000000000000002','reset','postponed',1799997000,1800000600,
            1799999940003,1800000020000,2,'exit status 75',NULL,0);
        INSERT INTO outbox VALUES(
            X'000000000000000000000004',X'000000000000000000000001','reset','expired',1799996399,1799999999,
            1799999940004,1799999970000,3,'the link has expired',1799999999000,0);
        INSERT INTO outbox VALUES(
            X'000000000000000000000005',X'000000000000000000000001','password_changed',NULL,NULL,NULL,
            1799999940005,1799999940005,0,NULL,NULL,0);
        INSERT INTO outbox VALUES(
            X'000000000000000000000006',X'000000000000000000000002','password_changed',NULL,NULL,NULL,
            1799999940006,1800000090000,1,NULL,NULL,1);
        INSERT INTO outbox VALUES(
            X'000000000000000000000007',X'000000000000000000000002','password_changed',NULL,NULL,NULL,
            1799999940007,1800000020000,2,'exit status 75',NULL,0);
        INSERT INTO outbox VALUES(
            X'000000000000000000000008',X'000000000000000000000002','password_changed',NULL,NULL,NULL,
            1799999940008,1799999970000,3,'no such user',1799999999000,0);
        CREATE TABLE collection (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL
        ) STRICT;
        INSERT INTO collection VALUES(1,1883200571834371);
        CREATE INDEX sessions_account ON sessions (account);
        CREATE INDEX sessions_expires ON sessions (expires);
        CREATE INDEX resets_account ON resets (account);
        CREATE INDEX resets_expires ON resets (expires);
        CREATE INDEX outbox_due ON outbox (due) WHERE buried IS NULL;
        CREATE INDEX outbox_account ON outbox (account);
        CREATE VIEW next_version (version) AS
            SELECT max(version + 1, CAST(strftime('%s', 'now') AS INTEGER) << 20) FROM collection;
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
        PRAGMA application_id = 1299150402;
        PRAGMA user_version = 3;
        COMMIT;
        """#
}
