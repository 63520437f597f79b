import MovieBag
import SQLite

/// Tests: SessionLimitTests.swift, SessionLifetimeTests.swift
extension Connection {
    /// How many sessions beyond those that stay are ended at once: an account may have any number from before there was a
    /// limit, and a log-in must not hold up other writes for long.
    private static let mostEnded = 2000

    /// Ends the least recently used sessions of an account that has more than it may have, but not the one that a log-in
    /// has just opened.
    func endSessions(beyond logIn: LogIn, _ uses: SessionUses) throws {
        guard logIn.mostSessions < Int.max else { return }
        let account = SQLValue.blob(logIn.session.account.bytes)
        let isOneTooMany = try hasRow(
            "SELECT 1 FROM sessions WHERE account = ?1 LIMIT 1 OFFSET ?2", account,
            .integer(Int64(logIn.mostSessions)))
        guard isOneTooMany else { return }
        let others = Int64(logIn.mostSessions - 1)
        let considered = SQLValue.integer(others + Int64(Self.mostEnded))
        try write(uses, ofSessionsOf: account, limit: considered)
        // A use of the future is from before the clock was set right, and of no account.
        try run(
            """
            DELETE FROM sessions WHERE fingerprint IN (
                SELECT fingerprint FROM (
                    SELECT fingerprint, used, expires FROM sessions WHERE account = ?1 AND fingerprint <> ?2 LIMIT ?4)
                ORDER BY used <= ?5 DESC, used DESC, expires DESC LIMIT -1 OFFSET ?3)
            """,
            account, .blob(logIn.session.fingerprint.bytes), .integer(others), considered,
            .integer(logIn.session.opened.milliseconds + 60_000))
    }

    /// Writes the uses of an account's sessions that are later than those in its rows.
    private func write(_ uses: SessionUses, ofSessionsOf account: SQLValue, limit: SQLValue) throws {
        let later = try query(
            "SELECT fingerprint, used FROM sessions WHERE account = ?1 LIMIT ?2", account, limit
        ) { row in
            var later: [(TokenFingerprint, SessionUse)] = []
            while try row.step() {
                let fingerprint = try row.fingerprint(0)
                guard let use = uses.latest(of: fingerprint), use.time.milliseconds > row.integer(1) else { continue }
                later.append((fingerprint, use))
            }
            return later
        }
        for (fingerprint, use) in later { try write(use, of: fingerprint) }
    }

    /// Writes a use of a session, if it is there and no later one is known.
    func write(_ use: SessionUse, of fingerprint: TokenFingerprint) throws(SQLiteError) {
        // Another process may have written a later one, by a day at most: any later is from before the clock was set right.
        let day: Int64 = 24 * 3_600_000
        try run(
            """
            UPDATE sessions SET used = ?2, expires = ?3
            WHERE fingerprint = ?1 AND (used < ?2 OR used > ?2 + ?4)
            """,
            .blob(fingerprint.bytes), .integer(use.time.milliseconds), .integer(use.expires.seconds), .integer(day))
    }

    /// A session that has not expired.
    func session(
        _ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> KeptSession? {
        try query(
            """
            SELECT kind, opened, used, expires FROM sessions
            WHERE fingerprint = ?1 AND account = ?2 AND expires > ?3
            """,
            .blob(fingerprint.bytes), .blob(account.bytes), .integer(now.seconds)
        ) { row in
            // One of another kind was opened by a later version of the program, which runs beside.
            guard try row.step(), let kind = SessionKind(rawValue: row.text(0)) else { return nil }
            return KeptSession(
                kind: kind, opened: UnixTime(milliseconds: row.integer(1)),
                used: UnixTime(milliseconds: row.integer(2)),
                expires: UnixTime(seconds: row.integer(3)))
        }
    }
}
