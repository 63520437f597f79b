import MovieBag
import SQLite

extension Connection {
    /// Puts a letter in the outbox, as part of the transaction that causes it.
    func post(_ letter: Letter) throws {
        let id = SQLValue.blob(letter.id.bytes)
        let account = SQLValue.blob(letter.account.bytes)
        let written = SQLValue.integer(letter.written.milliseconds)
        switch letter.content {
        case .reset(let claims):
            try run(
                """
                INSERT INTO outbox (id, account, written, due, kind, token_id, token_issued, token_expires)
                VALUES (?1, ?2, ?3, ?3, 'reset', ?4, ?5, ?6)
                """,
                id, account, written, .text(claims.id), .integer(claims.issued), .integer(claims.expires))
        case .passwordChanged:
            try run(
                "INSERT INTO outbox (id, account, written, due, kind) VALUES (?1, ?2, ?3, ?3, 'password_changed')",
                id, account, written)
        }
        let recipient = try query("SELECT email FROM accounts WHERE id = ?1", account) { row in
            try row.step() ? try row.emailAddress(0) : nil
        }
        // There is one, or the foreign key would have refused the letter.
        if let recipient { try lineUp(letter.id.bytes, to: recipient) }
    }
}
