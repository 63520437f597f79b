import Mail
import MovieBag
import SQLite

/// Tests: OutboxStoreTests.swift
extension Connection {
    /// Puts a mail in the outbox, as part of the transaction that causes it.
    func post(_ mail: OutboxMail) throws {
        let id = SQLValue.blob(mail.id.bytes)
        let account = mail.account.map { SQLValue.blob($0.bytes) } ?? .utf8(nil)
        let written = SQLValue.integer(mail.written.milliseconds)
        let link = mail.content.link
        try run(
            """
            INSERT INTO outbox (id, account, written, due, kind, token_id, token_issued, token_expires, recipient, subject,
                client, agent)
            VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            id, account, written, .text(mail.content.kind.name), .utf8(link.map { Array($0.id.utf8) }),
            link.map { .integer($0.issued) } ?? .utf8(nil), link.map { .integer($0.expires) } ?? .utf8(nil),
            mail.recipient.map { .text($0.text) } ?? .utf8(nil),
            link.flatMap { $0.account == mail.account ? nil : .blob($0.subject.bytes) } ?? .utf8(nil),
            .utf8(mail.content.origin?.client.map { Array($0.utf8) }),
            .utf8(mail.content.origin?.agent.map { Array($0.utf8) }))
        if let recipient = mail.recipient { return try lineUp(mail.id.bytes, to: recipient) }
        let recipient = try query("SELECT email FROM accounts WHERE id = ?1", account) { row in
            try row.step() ? try row.emailAddress(0) : nil
        }
        // There is one, or the foreign key would have refused the mail.
        if let recipient { try lineUp(mail.id.bytes, to: recipient) }
    }
}
