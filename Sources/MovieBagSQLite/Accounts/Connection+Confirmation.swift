import MovieBag
import SQLite

/// Tests: ConfirmationRaceTests.swift
extension Connection {
    /// Asks for what a change was confirmed by, in the transaction that does it.
    ///
    /// - Throws: ``AccountError/wrongPassword`` when the account has another password by now; ``TokenError/invalid`` when its
    ///   session has ended, or the account is disabled or gone.
    func require(_ confirmation: Confirmation) throws {
        let (isThere, isPassword) = try query(
            """
            SELECT password = ?2, ?3 IS NULL OR EXISTS (SELECT 1 FROM sessions WHERE fingerprint = ?3 AND account = ?1)
            FROM accounts WHERE id = ?1 AND disabled IS NULL AND deleted IS NULL
            """,
            .blob(confirmation.account.bytes), .text(confirmation.password.phcString),
            confirmation.session.map { .blob($0.bytes) } ?? .utf8(nil)
        ) { row in
            try row.step() ? (row.integer(1) == 1, row.integer(0) == 1) : (false, true)
        }
        guard isPassword else { throw AccountError.wrongPassword }
        guard isThere else { throw TokenError.invalid }
    }
}
