import MovieBag
import SQLite

/// Tests: OutboxStoreTests.swift
extension SQLiteStore: OutboxStore {
    func leaseNext(at now: UnixTime, leaseEnd: UnixTime) throws -> NextMail {
        // Looked for first: mostly there is none, and then nothing is to be written.
        let due = try read { connection in try connection.nextDue() }
        guard let due, due <= now else { return .none(nextDue: due) }
        return try write { connection in
            try connection.lineUp(dueAt: now)
            guard let mail = try connection.leaseNext(at: now, leaseEnd: leaseEnd) else {
                // Another process was faster, or more mails are to be given their turns.
                return .none(nextDue: try connection.nextDue())
            }
            return .leased(mail)
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

    func remove(_ leased: LeasedMail) throws {
        try write { connection in
            try connection.run(
                "DELETE FROM outbox WHERE id = ?1 AND attempts = ?2",
                .blob(leased.mail.id.bytes), .integer(Int64(leased.attempt)))
        }
    }

    func postpone(_ leased: LeasedMail, until time: UnixTime, reason: String) throws {
        try write { connection in
            try connection.run(
                "UPDATE outbox SET due = ?3, problem = ?4, claimed = 0 WHERE id = ?1 AND attempts = ?2",
                .blob(leased.mail.id.bytes), .integer(Int64(leased.attempt)), .integer(time.milliseconds),
                .text(reason))
        }
    }

    func keepAsDeadLetter(_ leased: LeasedMail, at time: UnixTime, reason: String) throws {
        try write { connection in
            try connection.run(
                "UPDATE outbox SET buried = ?3, problem = ?4, claimed = 0 WHERE id = ?1 AND attempts = ?2",
                .blob(leased.mail.id.bytes), .integer(Int64(leased.attempt)), .integer(time.milliseconds),
                .text(reason))
        }
    }
}
