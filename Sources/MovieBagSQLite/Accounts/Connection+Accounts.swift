import Mail
import MovieBag
import SQLite

/// Who holds an address.
struct AddressHolder {
    let account: AccountID
    let isVerified: Bool
}

/// Tests: AccountStoreTests.swift, SignUpStoreTests.swift
extension Connection {
    /// The account that has an address, proved or not.
    func holder(of email: EmailAddress) throws -> AddressHolder? {
        try query(
            "SELECT id, verified FROM accounts WHERE email = ?1 AND deleted IS NULL", .text(email.text)
        ) { row in
            try row.step() ? AddressHolder(account: try row.identifier(0), isVerified: row.integer(1) == 1) : nil
        }
    }

    /// Whether an account may have an address back that it had before: then no other gets it.
    func isReserved(_ email: EmailAddress, at now: UnixTime) throws(SQLiteError) -> Bool {
        try hasRow(
            "SELECT 1 FROM links WHERE address = ?1 AND purpose = 'undo' AND expires > ?2", .text(email.text),
            .integer(now.seconds))
    }

    /// - Throws: ``AccountError/emailTaken``.
    func add(_ account: Account) throws {
        guard try !isReserved(account.email, at: account.created) else { throw AccountError.emailTaken }
        do {
            try run(
                "INSERT INTO accounts (id, email, password, name, role, verified) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                .blob(account.id.bytes), .text(account.email.text), .text(account.password.phcString),
                account.name.map { .text($0.text) } ?? .utf8(nil), .text(account.role.rawValue),
                .integer(account.isVerified ? 1 : 0))
        } catch {
            guard error.violates("accounts.email") else { throw error }
            throw AccountError.emailTaken
        }
    }

    /// Adds an account whose address was proved. Where an account holds the address that has not proved it, that one is
    /// given over instead: it gets password and name, and whatever would let in its former user ends: sessions, API tokens,
    /// links and their mails, and known clients.
    ///
    /// - Returns: the account.
    /// - Throws: ``AccountError/emailTaken`` when one has proved the address.
    func settle(_ account: Account) throws -> AccountID {
        // Of other sign-ups with the address nothing is left to prove.
        let email = SQLValue.text(account.email.text)
        try run("DELETE FROM outbox WHERE subject IN (SELECT id FROM claims WHERE email = ?1)", email)
        try run("DELETE FROM claims WHERE email = ?1", email)
        guard let holder = try holder(of: account.email) else {
            try add(account)
            return account.id
        }
        guard !holder.isVerified else { throw AccountError.emailTaken }
        let id = SQLValue.blob(holder.account.bytes)
        try run(
            """
            UPDATE accounts SET password = ?2, verified = 1, name = ?3, language = NULL, log_in_notice = NULL,
                role = iif(?4 = 'administrator', ?4, role)
            WHERE id = ?1
            """,
            id, .text(account.password.phcString), .utf8(account.name.map { Array($0.text.utf8) }),
            .text(account.role.rawValue))
        try endSessions(of: holder.account)
        try endAPITokens(of: holder.account)
        try run("DELETE FROM links WHERE account = ?1", id)
        try run("DELETE FROM outbox WHERE account = ?1 AND token_id IS NOT NULL", id)
        try run("DELETE FROM known_clients WHERE account = ?1", id)
        return holder.account
    }
}
