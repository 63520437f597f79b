import SQLite

/// Tests: RevisionMigrationTests.swift
extension Migration {
    /// What bounds the mails with links that can be asked for, and lets mailboxes take turns.
    ///
    /// Turns and mailboxes of mails that are there already are filled in when they are due, as there may be very many.
    static let linkBudgets = Migration(
        number: 8, name: "budgets of links, turns of the outbox", kind: .additive,
        sql: """
            -- Links of before count as old.
            ALTER TABLE resets ADD COLUMN issued INTEGER NOT NULL DEFAULT 0;

            -- A row for each client, by its network, and one without any for all of them.
            CREATE TABLE link_budgets (
                client BLOB NOT NULL PRIMARY KEY CHECK (length(client) IN (0, 16)),
                ends INTEGER NOT NULL,
                asked INTEGER NOT NULL,
                made INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX link_budgets_ends ON link_budgets (ends);
            CREATE INDEX link_budgets_asked ON link_budgets (asked, ends);

            -- A mail that is due has a turn, until it is claimed.
            ALTER TABLE outbox ADD COLUMN mailbox TEXT;
            ALTER TABLE outbox ADD COLUMN turn INTEGER;
            CREATE INDEX outbox_turn ON outbox ((kind = 'reset'), turn) WHERE turn IS NOT NULL AND buried IS NULL;
            CREATE INDEX outbox_mailbox ON outbox (mailbox, (kind = 'reset'), turn)
                WHERE turn IS NOT NULL AND buried IS NULL;
            CREATE INDEX outbox_without_turn ON outbox (due) WHERE turn IS NULL AND buried IS NULL;

            -- One queue of news and one of links: how many mails are not dead, and which turn was taken last.
            CREATE TABLE outbox_queues (
                links INTEGER NOT NULL PRIMARY KEY CHECK (links IN (0, 1)),
                waiting INTEGER NOT NULL,
                taken INTEGER NOT NULL
            ) STRICT;
            WITH found AS MATERIALIZED (
                SELECT count(*) AS mails, ifnull(sum(kind = 'reset'), 0) AS links
                FROM outbox NOT INDEXED WHERE buried IS NULL)
            INSERT INTO outbox_queues (links, waiting, taken)
                SELECT 0, mails - links, 0 FROM found UNION ALL SELECT 1, links, 0 FROM found;

            CREATE TRIGGER outbox_added AFTER INSERT ON outbox WHEN NEW.buried IS NULL BEGIN
                UPDATE outbox_queues SET waiting = waiting + 1 WHERE links = (NEW.kind = 'reset');
            END;
            CREATE TRIGGER outbox_removed AFTER DELETE ON outbox WHEN OLD.buried IS NULL BEGIN
                UPDATE outbox_queues SET waiting = waiting - 1 WHERE links = (OLD.kind = 'reset');
            END;
            CREATE TRIGGER outbox_buried AFTER UPDATE OF buried ON outbox
                WHEN (OLD.buried IS NULL) <> (NEW.buried IS NULL)
            BEGIN
                UPDATE outbox_queues SET waiting = waiting + iif(NEW.buried IS NULL, 1, -1)
                    WHERE links = (NEW.kind = 'reset');
            END;
            """)
}
