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

    /// A session of an account that has not expired.
    func session(
        _ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> KeptSession? {
        try query(
            """
            SELECT kind, opened, used, expires FROM sessions
            WHERE fingerprint = ?1 AND account = ?2 AND expires > ?3
            """,
            .blob(fingerprint.bytes), .blob(account.bytes), .integer(now.seconds)
        ) { try $0.step() ? try $0.keptSession() : nil }
    }

    /// The same session, and whose it is.
    func session(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> (
        account: AccountID, session: KeptSession
    )? {
        try query(
            "SELECT kind, opened, used, expires, account FROM sessions WHERE fingerprint = ?1 AND expires > ?2",
            .blob(fingerprint.bytes), .integer(now.seconds)
        ) { row -> (account: AccountID, session: KeptSession)? in
            guard try row.step(), let session = try row.keptSession() else { return nil }
            return (try row.identifier(4), session)
        }
    }
}

extension Statement {
    /// Reads the first four columns; `nil` for a session of another kind, which a later version of the program has opened that
    /// runs beside.
    fileprivate func keptSession() throws -> KeptSession? {
        guard let kind = SessionKind(rawValue: text(0)) else { return nil }
        return KeptSession(
            kind: kind, opened: UnixTime(milliseconds: integer(1)), used: UnixTime(milliseconds: integer(2)),
            expires: UnixTime(seconds: integer(3)))
    }
}
