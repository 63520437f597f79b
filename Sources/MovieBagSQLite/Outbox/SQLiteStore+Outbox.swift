import MovieBag
import SQLite

/// Tests: OutboxStoreTests.swift
extension SQLiteStore: OutboxStore {
    func claimDue(at now: UnixTime, limit: Int, leaseEnd: UnixTime) throws -> [ClaimedMail] {
        try write { connection in
            try connection.lineUp(dueAt: now)
            var claimed: [ClaimedMail] = []
            while claimed.count < limit, let mail = try connection.claimNext(at: now, leaseEnd: leaseEnd) {
                claimed.append(mail)
            }
            return claimed
        }
    }

    func nextDue() throws -> UnixTime? {
        try read { connection in
            // In the order of an index, so that the first row that can be delivered ends it.
            try connection.query(
                """
                SELECT due FROM outbox
                WHERE buried IS NULL AND instr(?1, ',' || (token_id IS NOT NULL) || kind || ',')
                ORDER BY due LIMIT 1
                """,
                Connection.knownKinds
            ) { row in
                try row.step() ? UnixTime(milliseconds: row.integer(0)) : nil
            }
        }
    }

    func pullForward(dueAfter limit: UnixTime, to now: UnixTime) throws {
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

    func remove(_ claimed: ClaimedMail) throws {
        try write { connection in
            try connection.run(
                "DELETE FROM outbox WHERE id = ?1 AND attempts = ?2",
                .blob(claimed.mail.id.bytes), .integer(Int64(claimed.attempt)))
        }
    }

    func postpone(_ claimed: ClaimedMail, until time: UnixTime, reason: String) throws {
        try write { connection in
            try connection.run(
                "UPDATE outbox SET due = ?3, problem = ?4, claimed = 0 WHERE id = ?1 AND attempts = ?2",
                .blob(claimed.mail.id.bytes), .integer(Int64(claimed.attempt)), .integer(time.milliseconds),
                .text(reason))
        }
    }

    func keepAsDeadLetter(_ claimed: ClaimedMail, at time: UnixTime, reason: String) throws {
        try write { connection in
            try connection.run(
                "UPDATE outbox SET buried = ?3, problem = ?4, claimed = 0 WHERE id = ?1 AND attempts = ?2",
                .blob(claimed.mail.id.bytes), .integer(Int64(claimed.attempt)), .integer(time.milliseconds),
                .text(reason))
        }
    }
}
