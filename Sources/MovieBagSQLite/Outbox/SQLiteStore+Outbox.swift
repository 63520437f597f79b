import MovieBag
import SQLite

extension SQLiteStore: OutboxStore {
    package func claimDue(at now: UnixTime, limit: Int, leaseEnd: UnixTime) throws -> [ClaimedLetter] {
        try write { connection in
            // A claim moves the due time to the end of the lease: a process that dies gives its letters back by itself.
            try connection.query(
                """
                UPDATE outbox SET due = ?3, attempts = attempts + 1, claimed = 1
                WHERE id IN (SELECT id FROM outbox WHERE buried IS NULL AND due <= ?1 ORDER BY due LIMIT ?2)
                RETURNING id, account, kind, token_id, token_issued, token_expires, written, attempts,
                    (SELECT email FROM accounts WHERE accounts.id = outbox.account)
                """,
                .integer(now.milliseconds), .integer(Int64(limit)), .integer(leaseEnd.milliseconds)
            ) { row in
                var claimed: [ClaimedLetter] = []
                while try row.step() { claimed.append(try ClaimedLetter(row)) }
                return claimed
            }
        }
    }

    package func nextDue() throws -> UnixTime? {
        try read { connection in
            try connection.query("SELECT min(due) FROM outbox WHERE buried IS NULL") { row in
                guard try row.step(), !row.isNull(0) else { return nil }
                return UnixTime(milliseconds: row.integer(0))
            }
        }
    }

    package func hasten(dueAfter limit: UnixTime, to now: UnixTime) throws {
        let limit = SQLValue.integer(limit.milliseconds)
        // Looked for first: hardly ever is there one.
        let isAny = try read { connection in
            try connection.hasRow("SELECT 1 FROM outbox WHERE buried IS NULL AND due > ?1 LIMIT 1", limit)
        }
        guard isAny else { return }
        try write { connection in
            try connection.run(
                "UPDATE outbox SET due = ?2 WHERE buried IS NULL AND due > ?1", limit, .integer(now.milliseconds))
        }
    }

    package func remove(_ claimed: ClaimedLetter) throws {
        try write { connection in
            try connection.run(
                "DELETE FROM outbox WHERE id = ?1 AND attempts = ?2",
                .blob(claimed.letter.id.bytes), .integer(Int64(claimed.attempt)))
        }
    }

    package func postpone(_ claimed: ClaimedLetter, until time: UnixTime, reason: String) throws {
        try write { connection in
            try connection.run(
                "UPDATE outbox SET due = ?3, problem = ?4, claimed = 0 WHERE id = ?1 AND attempts = ?2",
                .blob(claimed.letter.id.bytes), .integer(Int64(claimed.attempt)), .integer(time.milliseconds),
                .text(reason))
        }
    }

    package func bury(_ claimed: ClaimedLetter, at time: UnixTime, reason: String) throws {
        try write { connection in
            try connection.run(
                "UPDATE outbox SET buried = ?3, problem = ?4, claimed = 0 WHERE id = ?1 AND attempts = ?2",
                .blob(claimed.letter.id.bytes), .integer(Int64(claimed.attempt)), .integer(time.milliseconds),
                .text(reason))
        }
    }
}

extension ClaimedLetter {
    /// Reads the columns that a claim returns.
    fileprivate init(_ row: Statement) throws {
        let account: AccountID = try row.identifier(1)
        let content: Letter.Content =
            row.text(2) == "reset"
            ? .reset(
                TokenClaims(
                    account: account, purpose: .reset, issued: row.integer(4), expires: row.integer(5), id: row.text(3))
            )
            : .passwordChanged
        self.init(
            letter: Letter(
                id: try row.identifier(0), account: account, content: content,
                written: UnixTime(milliseconds: row.integer(6))),
            recipient: try row.emailAddress(8), attempt: Int(row.integer(7)))
    }
}
