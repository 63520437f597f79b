import MovieBag
import SQLite

extension SQLiteStore: OutboxStore {
    package func claimDue(at now: UnixTime, limit: Int, leaseEnd: UnixTime) throws -> [ClaimedLetter] {
        try write { connection in
            // A claim moves the due time to the end of the lease: a process that dies gives its letters back by itself.
            let claim = try connection.statement(
                """
                UPDATE outbox SET due = ?3, attempts = attempts + 1
                WHERE id IN (SELECT id FROM outbox WHERE buried IS NULL AND due <= ?1 ORDER BY due LIMIT ?2)
                RETURNING id, account, kind, token_id, token_issued, token_expires, written, attempts,
                    (SELECT email FROM accounts WHERE accounts.id = outbox.account)
                """)
            try claim.bind(1, now.milliseconds)
            try claim.bind(2, Int64(limit))
            try claim.bind(3, leaseEnd.milliseconds)
            return try claim.query { row in
                var claimed: [ClaimedLetter] = []
                while try row.step() { claimed.append(try ClaimedLetter(row)) }
                return claimed
            }
        }
    }

    package func nextDue() throws -> UnixTime? {
        try read { connection in
            let select = try connection.statement("SELECT min(due) FROM outbox WHERE buried IS NULL")
            return try select.query { row in
                guard try row.step(), !row.isNull(0) else { return nil }
                return UnixTime(milliseconds: row.integer(0))
            }
        }
    }

    package func remove(_ claimed: ClaimedLetter) throws {
        try write { connection in
            let delete = try connection.statement("DELETE FROM outbox WHERE id = ? AND attempts = ?")
            try delete.bind(1, blob: claimed.letter.id.bytes)
            try delete.bind(2, Int64(claimed.attempt))
            try delete.run()
        }
    }

    package func postpone(_ claimed: ClaimedLetter, until time: UnixTime, reason: String) throws {
        try write { connection in
            let update = try connection.statement(
                "UPDATE outbox SET due = ?3, problem = ?4 WHERE id = ?1 AND attempts = ?2")
            try update.bind(1, blob: claimed.letter.id.bytes)
            try update.bind(2, Int64(claimed.attempt))
            try update.bind(3, time.milliseconds)
            try update.bind(4, text: reason)
            try update.run()
        }
    }

    package func bury(_ claimed: ClaimedLetter, at time: UnixTime, reason: String) throws {
        try write { connection in
            let update = try connection.statement(
                "UPDATE outbox SET buried = ?3, problem = ?4 WHERE id = ?1 AND attempts = ?2")
            try update.bind(1, blob: claimed.letter.id.bytes)
            try update.bind(2, Int64(claimed.attempt))
            try update.bind(3, time.milliseconds)
            try update.bind(4, text: reason)
            try update.run()
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
