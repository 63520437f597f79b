import Mail
import MovieBag
import SQLite

/// Whose mail is next.
///
/// A mail that is due has a turn: one later than the last of its mailbox, or than the one that was taken last when its
/// mailbox has none. So a mail to a mailbox without any comes after one at most to each other mailbox (start-time fair
/// queueing: P. Goyal, H. Vin, H. Cheng, SIGCOMM 1996). News and links are queues of their own.
///
/// Tests: OutboxTurnTests.swift
extension Connection {
    /// Gives a mail its turn.
    func lineUp(_ id: [UInt8], to recipient: EmailAddress) throws(SQLiteError) {
        try run(
            """
            UPDATE outbox SET mailbox = ?2, turn = 1 + max(
                (SELECT taken FROM outbox_queues WHERE links = (outbox.token_id IS NOT NULL)),
                ifnull((SELECT max(other.turn) FROM outbox AS other INDEXED BY outbox_mailbox
                    WHERE other.mailbox = ?2 AND (other.token_id IS NOT NULL) = (outbox.token_id IS NOT NULL)
                        AND other.turn IS NOT NULL AND other.buried IS NULL), 0))
            WHERE id = ?1
            """,
            .blob(id), .text(recipient.mailbox))
    }

    /// Gives mails their turns that have become due: those that failed before, or whose lease is over.
    func lineUp(dueAt now: UnixTime) throws {
        let mails = try query(
            """
            SELECT id, coalesce(recipient, (SELECT email FROM accounts WHERE accounts.id = outbox.account))
            FROM outbox INDEXED BY outbox_without_turn
            WHERE turn IS NULL AND buried IS NULL AND due <= ?1 ORDER BY due LIMIT ?2
            """,
            .integer(now.milliseconds), .integer(Self.linedUpAtOnce)
        ) { row in
            var mails: [(id: [UInt8], recipient: EmailAddress)] = []
            while try row.step() { mails.append((row.bytes(0), try row.emailAddress(1))) }
            return mails
        }
        for mail in mails { try lineUp(mail.id, to: mail.recipient) }
    }

    /// Some milliseconds of the writer's time; the next lease goes on.
    private static let linedUpAtOnce: Int64 = 1000

    /// The names of the kinds that this program knows, each after a 1 if it has a link and a 0 if not, and between commas.
    static let knownKinds = SQLValue.text(
        ",\(MailKind.allCases.map { "\($0.hasLink ? 1 : 0)\($0.name)" }.joined(separator: ",")),")

    /// Leases the mail whose turn it is; `nil` when none is due. One of a kind that only a newer version of the program
    /// knows is left to that, and one that lacks its link holds up no other.
    func leaseNext(at now: UnixTime, leaseEnd: UnixTime) throws -> LeasedMail? {
        let next = try query(
            """
            SELECT id, account, kind, token_id, token_issued, token_expires, written, attempts + 1,
                coalesce(recipient, (SELECT email FROM accounts WHERE accounts.id = outbox.account)), due, turn, recipient,
                subject, client, agent, (SELECT language FROM accounts WHERE accounts.id = outbox.account)
            FROM outbox INDEXED BY outbox_turn
            WHERE turn IS NOT NULL AND buried IS NULL AND due <= ?1 AND instr(?2, ',' || (token_id IS NOT NULL) || kind || ',')
            ORDER BY (token_id IS NOT NULL), turn, id LIMIT 1
            """,
            .integer(now.milliseconds), Self.knownKinds
        ) { row in
            try row.step() ? (mail: try LeasedMail(row), turn: row.integer(10)) : nil
        }
        guard let next else { return nil }
        // That moves the due time to the end of the lease: a process that dies gives its mails back by itself.
        try run(
            "UPDATE outbox SET due = ?2, attempts = attempts + 1, claimed = 1, turn = NULL WHERE id = ?1",
            .blob(next.mail.mail.id.bytes), .integer(leaseEnd.milliseconds))
        try run(
            "UPDATE outbox_queues SET taken = max(taken, ?2) WHERE links = ?1",
            .integer(next.mail.mail.content.kind.hasLink ? 1 : 0), .integer(next.turn))
        return next.mail
    }

    /// When the next mail becomes due that ``leaseNext(at:leaseEnd:)`` would return then, leased ones included; `nil` when
    /// none waits.
    func nextDue() throws -> UnixTime? {
        // In the order of an index, so that the first row that can be delivered ends it.
        try query(
            """
            SELECT due FROM outbox
            WHERE buried IS NULL AND instr(?1, ',' || (token_id IS NOT NULL) || kind || ',')
            ORDER BY due LIMIT 1
            """,
            Self.knownKinds
        ) { row in
            try row.step() ? UnixTime(milliseconds: row.integer(0)) : nil
        }
    }

    /// How many mails the outbox holds that are no dead letters.
    func waitingMails() throws(SQLiteError) -> Int64 {
        try integer("SELECT sum(waiting) FROM outbox_queues")
    }
}

extension LeasedMail {
    /// Reads the columns that a lease selects.
    fileprivate init(_ row: Statement) throws {
        let account: AccountID? = try row.isNull(1) ? nil : row.identifier(1)
        // What the token is about; with neither there is no link.
        let subject = row.isNull(12) ? account?.value : ObjectID(bytes: row.bytes(12))
        let kind = MailKind(rawValue: row.text(2))
        let link = kind?.linkPurpose.flatMap { purpose in
            row.isNull(3)
                ? nil
                : subject.map { subject in
                    TokenClaims(
                        subject: subject, purpose: purpose, issued: row.integer(4), expires: row.integer(5),
                        id: row.text(3))
                }
        }
        let origin = SessionOrigin(
            client: row.isNull(13) ? nil : row.text(13), agent: row.isNull(14) ? nil : row.text(14))
        guard let kind, let content = OutboxMail.Content(kind, link: link, origin: origin) else {
            throw StorageUnavailable("a mail of the outbox has a link without need, or none where it needs one")
        }
        let (id, written): (OutboxMailID, _) = (try row.identifier(0), UnixTime(milliseconds: row.integer(6)))
        let mail =
            if let account, row.isNull(11) {
                OutboxMail(id: id, account: account, content: content, written: written)
            } else {
                OutboxMail(id: id, account: account, to: try row.emailAddress(11), content: content, written: written)
            }
        self.init(
            mail: mail, recipient: try row.emailAddress(8),
            language: MailLanguage(chosen: row.isNull(15) ? nil : row.text(15)),
            due: UnixTime(milliseconds: row.integer(9)), attempt: Int(row.integer(7)))
    }
}
