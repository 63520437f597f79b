/// What takes the latest changes of the tables back.
enum OlderSchema {
    /// Back to revision 2.
    static let two = """
        \(five)
        DROP TABLE log_in_origins;
        DROP TRIGGER accounts_password_changed;
        DROP TABLE used_resets;
        ALTER TABLE outbox DROP COLUMN claimed;
        PRAGMA user_version = 2;
        """

    /// Back to revision 5.
    static let five = """
        \(nine)
        ALTER TABLE accounts DROP COLUMN movies;
        ALTER TABLE accounts DROP COLUMN written_day;
        ALTER TABLE accounts DROP COLUMN written_bytes;
        ALTER TABLE collection DROP COLUMN counted;
        DROP TRIGGER outbox_added;
        DROP TRIGGER outbox_removed;
        DROP TRIGGER outbox_buried;
        DROP TABLE outbox_queues;
        DROP INDEX outbox_turn;
        DROP INDEX outbox_mailbox;
        DROP INDEX outbox_without_turn;
        ALTER TABLE outbox DROP COLUMN mailbox;
        ALTER TABLE outbox DROP COLUMN turn;
        ALTER TABLE resets DROP COLUMN issued;
        DROP TABLE link_budgets;
        ALTER TABLE sessions DROP COLUMN kind;
        ALTER TABLE sessions DROP COLUMN opened;
        ALTER TABLE sessions DROP COLUMN used;
        DROP TRIGGER accounts_password_changed;
        ALTER TABLE accounts DROP COLUMN rehashes;
        CREATE TRIGGER accounts_password_changed AFTER UPDATE OF password ON accounts BEGIN
            DELETE FROM used_resets WHERE account = NEW.id;
        END;
        PRAGMA user_version = 5;
        """

    /// Back to revision 9.
    static let nine = """
        \(ten)
        CREATE TABLE resets (
            fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
            account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            expires INTEGER NOT NULL, issued INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        INSERT INTO resets SELECT fingerprint, account, expires, issued FROM links WHERE repetitions IS NULL;
        CREATE TABLE used_resets (
            fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
            account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            expires INTEGER NOT NULL,
            tries INTEGER NOT NULL CHECK (tries >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO used_resets
            SELECT fingerprint, account, expires, repetitions FROM links WHERE repetitions IS NOT NULL;
        DROP TRIGGER accounts_password_changed;
        DROP TABLE links;
        CREATE TRIGGER accounts_password_changed AFTER UPDATE OF password ON accounts
        WHEN NEW.rehashes = OLD.rehashes BEGIN
            DELETE FROM used_resets WHERE account = NEW.id;
        END;
        PRAGMA user_version = 9;
        """

    /// Back to revision 10, but for the columns of `links` and `outbox`, which no older program knows of.
    static let ten = """
        \(eleven)
        DROP INDEX accounts_administrators;
        DROP TRIGGER accounts_proved;
        ALTER TABLE accounts DROP COLUMN name;
        ALTER TABLE accounts DROP COLUMN language;
        ALTER TABLE accounts DROP COLUMN role;
        ALTER TABLE accounts DROP COLUMN verified;
        ALTER TABLE accounts DROP COLUMN disabled;
        ALTER TABLE accounts DROP COLUMN deleted;
        ALTER TABLE accounts DROP COLUMN sign_up_notice;
        ALTER TABLE sessions DROP COLUMN client;
        ALTER TABLE sessions DROP COLUMN agent;
        DROP TABLE departures;
        ALTER TABLE collection DROP COLUMN hiding;
        DROP TABLE api_tokens;
        DROP TABLE guesses;
        DROP TABLE guess_count;
        DROP TABLE known_clients;
        DROP TABLE audit;
        DELETE FROM links WHERE claim IS NOT NULL;
        DROP TABLE claims;
        DROP TABLE invitations;
        PRAGMA user_version = 10;
        """

    /// Back to revision 19.
    static let nineteen = """
        DROP TRIGGER movies_marks_removed;
        DROP TABLE restorable_movies;
        DROP INDEX removed_movies_gone;
        ALTER TABLE removed_movies DROP COLUMN restorable;
        CREATE TRIGGER movies_marks_removed AFTER DELETE ON movies BEGIN
            DELETE FROM marks WHERE movie = OLD.id
                AND account IN (SELECT account FROM marks WHERE movie = OLD.id ORDER BY account LIMIT 100);
            INSERT INTO removed_movies (movie)
                SELECT OLD.id WHERE EXISTS (SELECT 1 FROM marks WHERE movie = OLD.id);
        END;
        PRAGMA user_version = 19;
        """

    /// Back to revision 18, but for a reference of `marks` to `movies`.
    static let eighteen = """
        \(nineteen)
        DROP TRIGGER movies_marks_removed;
        DROP TABLE removed_movies;
        DROP INDEX marks_wanted;
        DROP INDEX marks_watched;
        DROP INDEX marks_rated;
        PRAGMA user_version = 18;
        """

    /// Back to revision 17.
    static let seventeen = """
        \(eighteen)
        DROP TRIGGER documents_unposted_added;
        DROP TRIGGER documents_unposted_changed;
        DROP TRIGGER documents_unposted_removed;
        DROP TABLE unposted;
        DROP TABLE postings;
        DROP INDEX documents_year;
        CREATE INDEX documents_year ON documents (year, movie, name, added_by, text);
        PRAGMA user_version = 17;
        """

    /// Back to revision 16.
    static let sixteen = """
        \(seventeen)
        DROP TRIGGER movies_document_removed;
        DROP TRIGGER movies_document_handed_over;
        DROP VIEW document_labels;
        DROP TABLE documents;
        DROP TABLE labels;
        ALTER TABLE collection DROP COLUMN documents;
        ALTER TABLE collection DROP COLUMN documented;
        PRAGMA user_version = 16;
        """

    /// Back to revision 15.
    static let fifteen = """
        \(sixteen)
        DROP TABLE marks;
        PRAGMA user_version = 15;
        """

    /// Back to revision 14.
    static let fourteen = """
        \(fifteen)
        DROP TABLE idempotency_keys;
        PRAGMA user_version = 14;
        """

    /// Back to revision 13.
    static let thirteen = """
        \(fourteen)
        DROP INDEX movies_imdb;
        ALTER TABLE movies DROP COLUMN name;
        ALTER TABLE movies DROP COLUMN year;
        ALTER TABLE movies DROP COLUMN imdb;
        ALTER TABLE movies RENAME COLUMN key TO name;
        ALTER TABLE collection DROP COLUMN filled;
        PRAGMA user_version = 13;
        """

    /// Back to revision 12.
    static let twelve = """
        \(thirteen)
        DROP INDEX invitations_made_by;
        ALTER TABLE invitations DROP COLUMN made_by;
        DROP INDEX links_invitation;
        DROP INDEX outbox_dead;
        ALTER TABLE links DROP COLUMN name;
        ALTER TABLE links DROP COLUMN invitation;
        PRAGMA user_version = 12;
        """

    /// Back to revision 11.
    static let eleven = """
        \(twelve)
        ALTER TABLE accounts DROP COLUMN log_in_notice;
        ALTER TABLE outbox DROP COLUMN client;
        ALTER TABLE outbox DROP COLUMN agent;
        PRAGMA user_version = 11;
        """
}
