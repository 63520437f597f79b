import MovieBag
import SQLite

extension Connection {
    /// Puts a letter in the outbox, as part of the transaction that causes it.
    func post(_ letter: Letter) throws {
        let insert = try statement(
            """
            INSERT INTO outbox (id, account, kind, token_id, token_issued, token_expires, written, due)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
            """)
        try insert.bind(1, blob: letter.id.bytes)
        try insert.bind(2, blob: letter.account.bytes)
        switch letter.content {
        case .reset(let claims):
            try insert.bind(3, text: "reset")
            try insert.bind(4, text: claims.id)
            try insert.bind(5, claims.issued)
            try insert.bind(6, claims.expires)
        case .passwordChanged:
            try insert.bind(3, text: "password_changed")
        }
        try insert.bind(7, letter.written.milliseconds)
        try insert.run()
    }
}
