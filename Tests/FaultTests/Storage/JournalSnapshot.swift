import FoundationEssentials
import TestSite

/// The whole database at one moment, as the shell of SQLite sees it.
struct JournalSnapshot: Decodable {
    /// An account whose password is reset.
    struct ResetAccount: Decodable {
        let email: String
        let sessions: Int
        let links: Int
        /// The mails of confirmation in the outbox.
        let mails: [String]
    }

    /// What `PRAGMA integrity_check` says: `ok`.
    let integrity: String
    /// Rows that belong to no account.
    let orphans: Int
    /// The version of the collection, and the largest of a movie.
    let collection: Int64
    let newest: Int64
    let movies: [Movie]
    /// The ids of the accounts that sign up while it is written, by address.
    let accounts: [String: String]
    let resets: [ResetAccount]

    init(_ site: Site) throws {
        let text = try site.sqlite(Self.query)
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
        } catch {
            throw Failure("not a snapshot: \(text.prefix(300)): \(error)")
        }
    }

    private static let query = """
        SELECT json_object(
            'integrity', (SELECT group_concat(integrity_check, '; ') FROM pragma_integrity_check),
            'orphans', (SELECT count(*) FROM pragma_foreign_key_check),
            'collection', (SELECT version FROM collection),
            'newest', (SELECT ifnull(max(version), 0) FROM movies),
            'movies', (
                SELECT json_group_array(json_object(
                    '_id', json_object('$oid', lower(hex(id))), 'name', coalesce(name, key), 'casts', json(casts),
                    'genres', json(genres), 'added_by', json_object('$oid', lower(hex(added_by)))))
                FROM (SELECT * FROM movies ORDER BY id)),
            'accounts', (
                SELECT json_group_object(email, lower(hex(id))) FROM accounts WHERE email GLOB 'new-*'),
            'resets', (
                SELECT json_group_array(json_object(
                    'email', email,
                    'sessions', (SELECT count(*) FROM sessions WHERE account = accounts.id),
                    'links', (SELECT count(*) FROM links WHERE account = accounts.id AND repetitions IS NULL),
                    'mails', json((
                        SELECT json_group_array(lower(hex(id))) FROM outbox
                        WHERE account = accounts.id AND kind = 'password_reset'))))
                FROM accounts WHERE email GLOB 'reset-*'))
        """
}
