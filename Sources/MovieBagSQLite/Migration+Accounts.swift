import SQLite

/// Tests: AccountMigrationTests.swift
extension Migration {
    /// Accounts with names, roles and proofs of their address; sign-ups that wait for a proof, invitations, API tokens,
    /// guesses and records of what happened; mails and links that belong to no account.
    ///
    /// Accounts from before count as proved members. An older process would log disabled accounts in, so none may have the
    /// database open.
    static let accounts = Migration(
        number: 11, name: "roles, invitations, API tokens, audit", kind: .exclusive,
        sql: """
            ALTER TABLE accounts ADD COLUMN name TEXT;
            ALTER TABLE accounts ADD COLUMN language TEXT;
            ALTER TABLE accounts ADD COLUMN role TEXT NOT NULL DEFAULT 'member';
            ALTER TABLE accounts ADD COLUMN verified INTEGER NOT NULL DEFAULT 1;
            -- Times in seconds. A deleted account is an id without data, as foreign keys name it and it is never given again.
            ALTER TABLE accounts ADD COLUMN disabled INTEGER;
            ALTER TABLE accounts ADD COLUMN deleted INTEGER;
            -- When its owner was last told of a sign-up with its address, in seconds.
            ALTER TABLE accounts ADD COLUMN sign_up_notice INTEGER;
            CREATE INDEX accounts_administrators ON accounts (id) WHERE role = 'administrator';

            ALTER TABLE sessions ADD COLUMN client TEXT;
            ALTER TABLE sessions ADD COLUMN agent TEXT;

            -- Accounts whose movies are being removed, or handed to an heir, in batches: those up to `done` are.
            CREATE TABLE departures (
                account BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
                heir BLOB,
                done BLOB NOT NULL DEFAULT x''
            ) STRICT, WITHOUT ROWID;

            -- How many of them have movies that are not to be seen.
            ALTER TABLE collection ADD COLUMN hiding INTEGER NOT NULL DEFAULT 0;

            CREATE TABLE api_tokens (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
                name TEXT NOT NULL,
                scope TEXT NOT NULL,
                opened INTEGER NOT NULL,
                used INTEGER NOT NULL,
                expires INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX api_tokens_account ON api_tokens (account, id);
            CREATE INDEX api_tokens_expires ON api_tokens (expires);

            CREATE TABLE invitations (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
                email TEXT COLLATE NOCASE,
                role TEXT NOT NULL,
                expires INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX invitations_expires ON invitations (expires);
            -- Sign-ups that wait for a proof of their address. They are no accounts and have no password. Those by an
            -- invitation go with it: it makes one account.
            CREATE TABLE claims (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                email TEXT NOT NULL COLLATE NOCASE UNIQUE,
                name TEXT,
                invitation BLOB REFERENCES invitations (id) ON DELETE CASCADE,
                expires INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX claims_expires ON claims (expires);
            CREATE INDEX claims_invitation ON claims (invitation) WHERE invitation IS NOT NULL;

            -- `empty` is when the bucket of a key holds no guess any more, in milliseconds.
            CREATE TABLE guesses (
                key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 16),
                empty INTEGER NOT NULL,
                is_account INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX guesses_empty ON guesses (is_account, empty);
            -- Kept by triggers, as counting a million rows takes long.
            CREATE TABLE guess_count (buckets INTEGER NOT NULL) STRICT;
            INSERT INTO guess_count (buckets) VALUES (0);
            CREATE TRIGGER guesses_added AFTER INSERT ON guesses BEGIN
                UPDATE guess_count SET buckets = buckets + 1;
            END;
            CREATE TRIGGER guesses_removed AFTER DELETE ON guesses BEGIN
                UPDATE guess_count SET buckets = buckets - 1;
            END;
            -- `last` is the time of the latest log-in, in seconds, to the day.
            CREATE TABLE known_clients (
                account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                client BLOB NOT NULL CHECK (length(client) = 16),
                last INTEGER NOT NULL,
                PRIMARY KEY (account, client)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX known_clients_last ON known_clients (last);

            -- Without foreign keys: a record outlives what it is about.
            CREATE TABLE audit (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                kind TEXT NOT NULL,
                account BLOB,
                actor BLOB,
                client TEXT,
                request TEXT,
                detail TEXT,
                times INTEGER NOT NULL DEFAULT 1
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX audit_account ON audit (account, id) WHERE account IS NOT NULL;
            CREATE INDEX audit_account_kind ON audit (account, kind, id) WHERE account IS NOT NULL;
            CREATE INDEX audit_kind ON audit (kind, id);

            -- `address` is one that an account is to get (purpose email) or may have back (undo): no other account gets it then.
            CREATE TABLE new_links (
                fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
                purpose TEXT NOT NULL,
                account BLOB REFERENCES accounts (id) ON DELETE CASCADE,
                claim BLOB REFERENCES claims (id) ON DELETE CASCADE,
                issued INTEGER NOT NULL,
                expires INTEGER NOT NULL,
                repetitions INTEGER CHECK (repetitions >= 0),
                address TEXT COLLATE NOCASE,
                CHECK ((account IS NULL) <> (claim IS NULL))
            ) STRICT, WITHOUT ROWID;
            INSERT INTO new_links (fingerprint, purpose, account, issued, expires, repetitions)
                SELECT fingerprint, purpose, account, issued, expires, repetitions FROM links;
            DROP TRIGGER accounts_password_changed;
            DROP TABLE links;
            ALTER TABLE new_links RENAME TO links;
            CREATE INDEX links_account ON links (account) WHERE account IS NOT NULL;
            CREATE INDEX links_claim ON links (claim) WHERE claim IS NOT NULL;
            CREATE INDEX links_expires ON links (expires);
            CREATE INDEX links_address ON links (address) WHERE address IS NOT NULL;
            CREATE TRIGGER accounts_password_changed AFTER UPDATE OF password ON accounts
            WHEN NEW.rehashes = OLD.rehashes BEGIN
                DELETE FROM links WHERE account = NEW.id AND repetitions IS NOT NULL;
            END;

            -- `recipient` is the address that a mail goes to where that is not its account's, `subject` what its token is
            -- about where that is not its account.
            CREATE TABLE new_outbox (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                account BLOB REFERENCES accounts (id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                token_id TEXT,
                token_issued INTEGER,
                token_expires INTEGER,
                written INTEGER NOT NULL,
                due INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                problem TEXT,
                buried INTEGER,
                claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1)),
                mailbox TEXT,
                turn INTEGER,
                recipient TEXT,
                subject BLOB,
                CHECK (account IS NOT NULL OR recipient IS NOT NULL)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO new_outbox (id, account, kind, token_id, token_issued, token_expires, written, due, attempts,
                    problem, buried, claimed, mailbox, turn)
                SELECT id, account, kind, token_id, token_issued, token_expires, written, due, attempts,
                    problem, buried, claimed, mailbox, turn FROM outbox;
            -- With its indexes and triggers.
            DROP TABLE outbox;
            ALTER TABLE new_outbox RENAME TO outbox;
            CREATE INDEX outbox_due ON outbox (due) WHERE buried IS NULL;
            CREATE INDEX outbox_account ON outbox (account) WHERE account IS NOT NULL;
            CREATE INDEX outbox_subject ON outbox (subject) WHERE subject IS NOT NULL;
            CREATE INDEX outbox_turn ON outbox ((token_id IS NOT NULL), turn)
                WHERE turn IS NOT NULL AND buried IS NULL;
            CREATE INDEX outbox_mailbox ON outbox (mailbox, (token_id IS NOT NULL), turn)
                WHERE turn IS NOT NULL AND buried IS NULL;
            CREATE INDEX outbox_without_turn ON outbox (due) WHERE turn IS NULL AND buried IS NULL;
            CREATE TRIGGER outbox_added AFTER INSERT ON outbox WHEN NEW.buried IS NULL BEGIN
                UPDATE outbox_queues SET waiting = waiting + 1 WHERE links = (NEW.token_id IS NOT NULL);
            END;
            CREATE TRIGGER outbox_removed AFTER DELETE ON outbox WHEN OLD.buried IS NULL BEGIN
                UPDATE outbox_queues SET waiting = waiting - 1 WHERE links = (OLD.token_id IS NOT NULL);
            END;
            CREATE TRIGGER outbox_buried AFTER UPDATE OF buried ON outbox
                WHEN (OLD.buried IS NULL) <> (NEW.buried IS NULL)
            BEGIN
                UPDATE outbox_queues SET waiting = waiting + iif(NEW.buried IS NULL, 1, -1)
                    WHERE links = (NEW.token_id IS NOT NULL);
            END;
            -- What an account has proved is no one's to prove any more.
            CREATE TRIGGER accounts_proved AFTER UPDATE OF verified, email ON accounts WHEN NEW.verified = 1 BEGIN
                DELETE FROM outbox WHERE subject IN (SELECT id FROM claims WHERE email = NEW.email);
                DELETE FROM claims WHERE email = NEW.email;
            END;
            """)
}
