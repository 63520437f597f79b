import MovieBag
import SQLite

/// Tests: OutboxAdministrationTests.swift
extension SQLiteStore: OutboxAdministration {
    func forEachMail(_ show: (OutboxMailStatus) throws -> Void) throws {
        try read { connection in
            try connection.query(
                """
                SELECT outbox.id, coalesce(recipient, email), kind, token_expires, written, due, attempts, problem, buried, claimed
                FROM outbox LEFT JOIN accounts ON accounts.id = account ORDER BY outbox.id
                """
            ) { row in
                while try row.step() { try show(try OutboxMailStatus(row)) }
            }
        }
    }

    func outboxFigures() throws -> OutboxFigures {
        try read { connection in
            try connection.query(
                """
                SELECT count(*) FILTER (WHERE buried IS NULL AND problem IS NULL),
                    count(*) FILTER (WHERE buried IS NULL AND problem IS NOT NULL), count(buried),
                    min(written) FILTER (WHERE buried IS NULL)
                FROM outbox
                """
            ) { row in
                guard try row.step() else { return OutboxFigures(waiting: 0, retried: 0, dead: 0, oldest: nil) }
                return OutboxFigures(
                    waiting: Int(row.integer(0)), retried: Int(row.integer(1)), dead: Int(row.integer(2)),
                    oldest: row.isNull(3) ? nil : UnixTime(milliseconds: row.integer(3)))
            }
        }
    }

    func deadLetters(after position: OutboxMailID?, limit: Int) throws -> [OutboxMailStatus] {
        try read { connection in
            try connection.query(
                """
                SELECT outbox.id, coalesce(recipient, email), kind, token_expires, written, due, attempts, problem, buried, claimed
                FROM outbox LEFT JOIN accounts ON accounts.id = account
                WHERE buried IS NOT NULL AND outbox.id > ?1 ORDER BY outbox.id LIMIT ?2
                """,
                .blob(position?.bytes ?? []), .integer(Int64(limit))
            ) { row in
                var mails: [OutboxMailStatus] = []
                while try row.step() { mails.append(try OutboxMailStatus(row)) }
                return mails
            }
        }
    }

    func mail(_ id: OutboxMailID) throws -> OutboxMailStatus? {
        try read { connection in
            try connection.query(
                """
                SELECT outbox.id, coalesce(recipient, email), kind, token_expires, written, due, attempts, problem, buried, claimed
                FROM outbox LEFT JOIN accounts ON accounts.id = account WHERE outbox.id = ?1
                """,
                .blob(id.bytes)
            ) { row in
                try row.step() ? try OutboxMailStatus(row) : nil
            }
        }
    }

    func retry(_ selection: MailSelection, at now: UnixTime) throws -> Int {
        try write { connection in
            switch selection {
            case .allDead:
                try connection.run(
                    "UPDATE outbox SET due = ?1, buried = NULL WHERE buried IS NOT NULL", .integer(now.milliseconds))
                return connection.changes
            case .these(let ids):
                for id in ids {
                    try connection.change(
                        """
                        UPDATE outbox SET due = ?2, buried = NULL, claimed = 0
                        WHERE id = ?1 AND (claimed = 0 OR due <= ?2)
                        """,
                        id, at: now)
                }
                return ids.count
            }
        }
    }

    func drop(_ selection: MailSelection, at now: UnixTime) throws -> Int {
        try write { connection in
            switch selection {
            case .allDead:
                try connection.run("DELETE FROM outbox WHERE buried IS NOT NULL")
                return connection.changes
            case .these(let ids):
                for id in ids {
                    try connection.change(
                        "DELETE FROM outbox WHERE id = ?1 AND (claimed = 0 OR due <= ?2)", id, at: now)
                }
                return ids.count
            }
        }
    }
}

extension Connection {
    /// Changes one mail, unless it is in delivery: then its process would deliver what was dropped, or deliver it twice.
    fileprivate func change(_ sql: StaticString, _ id: OutboxMailID, at now: UnixTime) throws {
        try run(sql, .blob(id.bytes), .integer(now.milliseconds))
        guard changes == 0 else { return }
        let isThere = try hasRow("SELECT 1 FROM outbox WHERE id = ?1", .blob(id.bytes))
        throw isThere ? MailFailure.inDelivery(id) : .unknown(id)
    }
}

extension OutboxMailStatus {
    /// Reads the columns that are selected above.
    init(_ row: Statement) throws {
        let due = UnixTime(milliseconds: row.integer(5))
        let state: State =
            if !row.isNull(8) {
                .dead(since: UnixTime(milliseconds: row.integer(8)))
            } else if row.integer(9) == 1 {
                .inDelivery(leaseEnd: due)
            } else {
                .waiting(due: due)
            }
        self.init(
            id: try row.identifier(0), recipient: try row.emailAddress(1),
            kind: Kind(name: row.text(2), expires: row.isNull(3) ? nil : UnixTime(seconds: row.integer(3))),
            written: UnixTime(milliseconds: row.integer(4)), state: state, attempts: Int(row.integer(6)),
            problem: row.isNull(7) ? nil : row.text(7))
    }
}
