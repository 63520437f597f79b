import MovieBag
import SQLite

/// What changes of accounts depend on, to be asked in their transaction.
///
/// Tests: AdministrationStoreTests.swift, AdministratorRaceTests.swift
extension Connection {
    /// Refuses who is no administrator any more; `nil` is the operator.
    func requireAdministrator(_ account: AccountID?) throws {
        guard let account else { return }
        guard try isAdministrator(account) else { throw AuthorityError.administratorsOnly }
    }

    /// Whether the address of an account has been proved, or it is an administrator already.
    func mayBecomeAdministrator(_ account: AccountID) throws(SQLiteError) -> Bool {
        try hasRow(
            "SELECT 1 FROM accounts WHERE id = ?1 AND (verified = 1 OR role = 'administrator')", .blob(account.bytes))
    }

    /// Whether an account is disabled; `nil` when it is not there or deleted.
    func isDisabled(_ account: AccountID) throws -> Bool? {
        try query(
            "SELECT disabled IS NOT NULL FROM accounts WHERE id = ?1 AND deleted IS NULL", .blob(account.bytes)
        ) { row in try row.step() ? row.integer(0) == 1 : nil }
    }

    /// Ends all that lets its user into an account but the password: sessions, API tokens, and links with their mails. Links that
    /// undo a change of the address stay: the owner needs them once the account is enabled, and they do nothing meanwhile.
    func endAccess(to account: AccountID) throws {
        try endSessions(of: account)
        try endAPITokens(of: account)
        try voidLinksForAccess(to: account)
    }

    private func voidLinksForAccess(to account: AccountID) throws {
        // Those that were used too.
        let void = try query(
            "DELETE FROM links WHERE account = ?1 AND purpose <> 'undo' RETURNING fingerprint", .blob(account.bytes)
        ) { try $0.fingerprints() }
        try dropMails(about: account.value, withLinksIn: void)
    }
}
