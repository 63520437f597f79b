import MovieBag
import SQLite

extension Connection {
    /// Notes from where an account has logged in: in its own row, in a new one while there is a seat, else in the row of
    /// another account that came from the same network last.
    func noteLogIn(of account: AccountID, from network: ClientNetwork, at now: UnixTime) throws(SQLiteError) {
        let (account, network) = (SQLValue.blob(account.bytes), SQLValue.blob(network.bytes))
        guard try !isSettled(account, network, at: now) else { return }
        // A row of the future is from before the clock was set right.
        try run(
            "DELETE FROM log_in_origins WHERE last <= ?1 OR last > ?2",
            .integer(now.seconds - LogInOrigin.keptFor.components.seconds), .integer(now.seconds + 24 * 3600))
        try run(
            """
            INSERT INTO log_in_origins (account, network, log_ins, last)
            SELECT ?1, ?2, 1, ?3 WHERE (SELECT count(*) FROM log_in_origins) < ?4
                OR EXISTS (SELECT 1 FROM log_in_origins WHERE account = ?1)
            ON CONFLICT (account) DO UPDATE SET
                log_ins = CASE network WHEN excluded.network THEN log_ins + 1 ELSE 1 END,
                network = excluded.network, last = excluded.last
            """,
            account, network, .integer(now.seconds), .integer(Int64(LogInOrigin.seats)))
        guard changes == 0 else { return }
        try run(
            """
            UPDATE log_in_origins SET log_ins = log_ins + 1
            WHERE account = (SELECT min(account) FROM log_in_origins WHERE network = ?1)
            """, network)
    }

    /// Whether a log-in tells nothing new: its account has a seat, is counted often enough to be judged by
    /// (``LogInOrigin/enough``) and was noted within a day; or it gets no seat, and its network is counted often enough. So
    /// most log-ins write nothing here, which took a sixth of the instructions of one.
    private func isSettled(_ account: SQLValue, _ network: SQLValue, at now: UnixTime) throws(SQLiteError) -> Bool {
        try hasRow(
            """
            SELECT 1 FROM (
                SELECT count(*) AS seats, min(last) AS oldest, max(last) AS newest,
                    total(account = ?1) AS own, total(network = ?2 AND log_ins >= ?7) AS enough,
                    total(account = ?1 AND network = ?2 AND log_ins >= ?7 AND last > ?3 - ?5) AS own_enough
                FROM log_in_origins)
            WHERE oldest > ?3 - ?4 AND newest <= ?3 + ?5
                AND CASE own WHEN 0 THEN seats >= ?6 AND enough > 0 ELSE own_enough > 0 END
            """,
            account, network, .integer(now.seconds), .integer(LogInOrigin.keptFor.components.seconds),
            .integer(24 * 3600), .integer(Int64(LogInOrigin.seats)), .integer(Int64(LogInOrigin.enough)))
    }

    /// The origins that are kept.
    func logInOrigins(at now: UnixTime) throws -> [LogInOrigin] {
        try query(
            "SELECT network, log_ins FROM log_in_origins WHERE last > ?1",
            .integer(now.seconds - LogInOrigin.keptFor.components.seconds)
        ) { row in
            var origins: [LogInOrigin] = []
            while try row.step() {
                guard let network = ClientNetwork(bytes: row.bytes(0)) else {
                    throw StorageUnavailable("a row has a network that is not sixteen bytes long")
                }
                origins.append(LogInOrigin(network: network, logIns: Int(row.integer(1))))
            }
            return origins
        }
    }
}
