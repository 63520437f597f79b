import MovieBag
import SQLite

/// Tests: LogInOriginTests.swift
extension Connection {
    private static let day: Int64 = 24 * 3600

    /// Notes from where an account has logged in: in its own row, in a new one while there is a seat, else in the row of
    /// another account that came from the same network last.
    ///
    /// Most log-ins have nothing new to say and write nothing: see ``LogInOrigin/enough``.
    func noteLogIn(of account: AccountID, from network: ClientNetwork, at now: UnixTime) throws {
        let (id, origin) = (SQLValue.blob(account.bytes), SQLValue.blob(network.bytes))
        let (time, enough) = (SQLValue.integer(now.seconds), SQLValue.integer(Int64(LogInOrigin.enough)))
        let expired = SQLValue.integer(now.seconds - LogInOrigin.keptFor.components.seconds)
        // A row of the future is from before the clock was set right.
        let future = SQLValue.integer(now.seconds + Self.day)
        let isNoted = try query(
            """
            SELECT network = ?2 AND log_ins >= ?3 AND last > ?4 AND last <= ?5 FROM log_in_origins WHERE account = ?1
            """,
            id, origin, enough, .integer(now.seconds - Self.day), future
        ) { row in try row.step() ? row.integer(0) == 1 : nil }
        switch isNoted {
        case true?: return
        case false?:
            try run(
                """
                UPDATE log_in_origins SET
                    log_ins = CASE WHEN network = ?2 AND last > ?4 AND last <= ?5 THEN log_ins + 1 ELSE 1 END,
                    network = ?2, last = ?3
                WHERE account = ?1
                """,
                id, origin, time, expired, future)
        case nil: try noteLogInWithoutSeat(id, origin, time, expired: expired, future: future)
        }
    }

    private func noteLogInWithoutSeat(
        _ account: SQLValue, _ network: SQLValue, _ time: SQLValue, expired: SQLValue, future: SQLValue
    ) throws {
        let enough = SQLValue.integer(Int64(LogInOrigin.enough))
        // Asked first: an update that finds nothing to do costs as much as one that does, and that is nearly each.
        let (areTaken, counts) = try query(
            """
            SELECT count(*) >= ?1 AND min(last) > ?2 AND max(last) <= ?3,
                (SELECT log_ins < ?5 FROM log_in_origins WHERE network = ?4 ORDER BY account LIMIT 1)
            FROM log_in_origins
            """,
            .integer(Int64(LogInOrigin.seats)), expired, future, network, enough
        ) { row in try row.step() ? (row.integer(0) == 1, row.integer(1) == 1) : (false, false) }
        guard areTaken else {
            try run("DELETE FROM log_in_origins WHERE last <= ?1 OR last > ?2", expired, future)
            return try run(
                "INSERT INTO log_in_origins (account, network, log_ins, last) VALUES (?1, ?2, 1, ?3)",
                account, network, time)
        }
        guard counts else { return }
        try run(
            """
            UPDATE log_in_origins SET log_ins = log_ins + 1
            WHERE account = (SELECT min(account) FROM log_in_origins WHERE network = ?1)
            """,
            network)
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
