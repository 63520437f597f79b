import SQLite

/// Tests: LinkMigrationTests.swift
extension Migration {
    /// One table for every one-use token that a mail carries, and an outbox whose kinds of mails are not limited here.
    ///
    /// A mail with a link is told from news by its token, so that a kind of either sort needs no migration. The tables of
    /// before are gone, so no older process may have the database open.
    static let links = Migration(
        number: 10, name: "links with a purpose, mails of any kind", kind: .exclusive,
        sql: """
            CREATE TABLE links (
                fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
                purpose TEXT NOT NULL,
                account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                issued INTEGER NOT NULL,
                expires INTEGER NOT NULL,
                -- NULL until the link is used; from then on how often the same form may be sent again, until it expires.
                repetitions INTEGER CHECK (repetitions >= 0)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO links (fingerprint, purpose, account, issued, expires, repetitions)
                SELECT fingerprint, 'reset', account, 0, expires, tries FROM used_resets;
            -- A link that was used is not good again.
            INSERT INTO links (fingerprint, purpose, account, issued, expires)
                SELECT fingerprint, 'reset', account, issued, expires FROM resets WHERE true
                ON CONFLICT (fingerprint) DO NOTHING;
            CREATE INDEX links_account ON links (account);
            CREATE INDEX links_expires ON links (expires);

            DROP TRIGGER accounts_password_changed;
            DROP TABLE used_resets;
            DROP TABLE resets;
            CREATE TRIGGER accounts_password_changed AFTER UPDATE OF password ON accounts
            WHEN NEW.rehashes = OLD.rehashes BEGIN
                DELETE FROM links WHERE account = NEW.id AND purpose = 'reset' AND repetitions IS NOT NULL;
            END;

            CREATE TABLE new_outbox (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 12),
                account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
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
                turn INTEGER
            ) STRICT, WITHOUT ROWID;
            INSERT INTO new_outbox (id, account, kind, token_id, token_issued, token_expires, written, due, attempts,
                    problem, buried, claimed, mailbox, turn)
                SELECT id, account, kind, token_id, token_issued, token_expires, written, due, attempts,
                    problem, buried, claimed, mailbox, turn FROM outbox;
            -- With its indexes and triggers.
            DROP TABLE outbox;
            ALTER TABLE new_outbox RENAME TO outbox;
            CREATE INDEX outbox_due ON outbox (due) WHERE buried IS NULL;
            CREATE INDEX outbox_account ON outbox (account);
            CREATE INDEX outbox_turn ON outbox ((token_id IS NOT NULL), turn)
                WHERE turn IS NOT NULL AND buried IS NULL;
            CREATE INDEX outbox_mailbox ON outbox (mailbox, (token_id IS NOT NULL), turn)
                WHERE turn IS NOT NULL AND buried IS NULL;
            CREATE INDEX outbox_without_turn ON outbox (due) WHERE turn IS NULL AND buried IS NULL;

            UPDATE outbox_queues SET waiting =
                (SELECT count(*) FROM outbox WHERE buried IS NULL AND (token_id IS NOT NULL) = links);
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
            """)
}
