import MovieBag
import SQLite

/// Tests: NewClientStoreTests.swift
extension Connection {
    /// Tells the user of an account that a client has logged in that is not known to it; to be called before that is noted.
    ///
    /// The column has the time of the latest such mail. NULL says that no client was known until now, which the first log-in
    /// makes 0: so the log-in after an absence of which nothing is kept any more is told of.
    func tellOfNewClient(by logIn: LogIn) throws {
        guard logIn.guess?.network != nil, let notice = logIn.notice else { return }
        let now = logIn.session.opened.seconds
        let isTold = try query(
            // A time of the future is from before the clock was set right.
            """
            UPDATE accounts SET log_in_notice = iif(
                log_in_notice IS NULL AND NOT EXISTS (SELECT 1 FROM known_clients WHERE account = ?1), 0, ?2)
            WHERE id = ?1 AND (log_in_notice IS NULL OR log_in_notice NOT BETWEEN ?3 AND ?2)
            RETURNING log_in_notice > 0
            """,
            .blob(logIn.session.account.bytes), .integer(now), .integer(now - LogIn.noticeSpacing + 1)
        ) { row in
            var isTold = false
            while try row.step() { isTold = row.integer(0) == 1 }
            return isTold
        }
        if isTold { try post(notice()) }
    }
}
