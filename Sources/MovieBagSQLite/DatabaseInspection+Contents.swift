import MovieBag
import SQLite

/// What is in a database that is fit.
///
/// Tests: DatabaseInspectionTests.swift
extension DatabaseInspection {
    /// Counts the mails of a database that is fit.
    ///
    /// - Throws: `SQLiteError`.
    package static func mails(in path: String, at now: UnixTime) throws -> MailFigures {
        let minute: Int64 = 60_000
        return try Connection(path: path, mode: .observer).query(
            """
            SELECT count(*) FILTER (WHERE buried IS NULL AND ((attempts > 0 AND claimed = 0) OR due < ?1)),
                count(*) FILTER (WHERE buried IS NOT NULL) FROM outbox
            """,
            .integer(now.milliseconds - minute)
        ) { row in
            guard try row.step() else { return MailFigures(late: 0, dead: 0) }
            return MailFigures(late: Int(row.integer(0)), dead: Int(row.integer(1)))
        }
    }

    /// Looks up how far the limits of links are used up, in a database that is fit.
    ///
    /// - Throws: `SQLiteError`.
    package static func linkUse(in path: String, at now: UnixTime) throws -> LinkFigures {
        let connection = try Connection(path: path, mode: .observer)
        return LinkFigures(
            made: Int(try connection.linkBudget(of: [], at: now.seconds).made),
            waiting: Int(try connection.waitingMails()))
    }

    /// From where accounts have logged in of late, in a database that is fit.
    ///
    /// - Throws: `SQLiteError`, or `StorageUnavailable` for a row that this program did not write.
    package static func logInOrigins(in path: String, at now: UnixTime) throws -> [LogInOrigin] {
        try Connection(path: path, mode: .observer).logInOrigins(at: now)
    }

    /// How many accounts have password hashes of which parameters, in a database that is fit.
    ///
    /// - Throws: as ``logInOrigins(in:at:)``.
    package static func passwordCounts(in path: String) throws -> PasswordCounts {
        let connection = try Connection(path: path, mode: .observer)
        var counts = PasswordCounts(accounts: [:], last: nil)
        // In parts, as one long read would keep the write-ahead log of a service from starting anew.
        var part = try connection.passwordCounts(after: nil, limit: 5000)
        while let last = part.last {
            counts.add(part)
            part = try connection.passwordCounts(after: last, limit: 5000)
        }
        return counts
    }
}
