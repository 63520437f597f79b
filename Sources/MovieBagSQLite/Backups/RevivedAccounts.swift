import Mail
import MovieBag
import SQLite

/// Accounts that a restore gives back what they had lost since the backup was made.
///
/// Tests: RevivedAccountTests.swift
enum RevivedAccounts {
    /// Compares a database with the one that it replaced.
    ///
    /// - Returns: in the order of their identifiers; `nil` when one of them cannot be read.
    static func find(in database: String, comparedWith replaced: String) -> [RevivedAccount]? {
        do {
            let old = try Connection(path: replaced, mode: .observer)
            // Before roles there was nothing to lose but a whole account, which nothing removed.
            guard try Schema.number(of: old) >= Migration.accounts.number else { return [] }
            let new = try Connection(path: database, mode: .observer)
            return try (losses(old) + demotions(new, since: old)).sorted { $0.id.lexicographicallyPrecedes($1.id) }
                .compactMap { loss in try account(loss, in: new) }
        } catch {
            return nil
        }
    }

    private typealias Loss = (id: [UInt8], loss: RevivedAccount.Loss)

    private static func losses(_ old: Connection) throws -> [Loss] {
        try old.query("SELECT id, deleted IS NOT NULL FROM accounts WHERE deleted IS NOT NULL OR disabled IS NOT NULL")
        {
            row in
            var losses: [Loss] = []
            while try row.step() { losses.append((row.bytes(0), row.integer(1) == 1 ? .deleted : .disabled)) }
            return losses
        }
    }

    /// Administrators who were members before.
    private static func demotions(_ new: Connection, since old: Connection) throws -> [Loss] {
        let administrators = try new.query("SELECT id FROM accounts WHERE role = 'administrator'") { row in
            var ids: [[UInt8]] = []
            while try row.step() { ids.append(row.bytes(0)) }
            return ids
        }
        return try administrators.filter { id in
            try old.hasRow(
                """
                SELECT 1 FROM accounts WHERE id = ?1 AND role <> 'administrator' AND disabled IS NULL AND deleted IS NULL
                """, .blob(id))
        }.map { ($0, .demoted) }
    }

    /// The account that has lost something, if it has it again.
    private static func account(_ loss: Loss, in new: Connection) throws -> RevivedAccount? {
        try new.query(
            "SELECT email FROM accounts WHERE id = ?1 AND deleted IS NULL AND (disabled IS NULL OR ?2)",
            .blob(loss.id), .integer(loss.loss == .deleted ? 1 : 0)
        ) { row in
            try row.step() ? RevivedAccount(email: try row.emailAddress(0), loss: loss.loss) : nil
        }
    }
}
