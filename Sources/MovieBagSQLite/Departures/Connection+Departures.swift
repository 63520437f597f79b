import MovieBag
import SQLite

/// Tests: DepartureStoreTests.swift
extension Connection {
    /// Marks the movies of an account as going. Without an heir they are not seen from now on, which changes every page.
    func beginDeparture(of account: AccountID, heir: AccountID?) throws(SQLiteError) {
        try run(
            "INSERT INTO departures (account, heir) VALUES (?1, ?2)", .blob(account.bytes),
            heir.map { .blob($0.bytes) } ?? .utf8(nil))
        guard heir == nil else { return }
        try run(
            "UPDATE collection SET hiding = hiding + 1, version = (SELECT version FROM next_version)")
    }

    /// Whether the movies of an account are not to be seen any more.
    func isDeparting(_ account: AccountID) throws(SQLiteError) -> Bool {
        try hasRow("SELECT 1 FROM departures WHERE account = ?1 AND heir IS NULL", .blob(account.bytes))
    }

    /// Goes on with departures, by looking at few movies at a time, until `budget` is used up or so many were looked at.
    ///
    /// - Returns: whether there may be more.
    func continueDepartures(limit: Int, within budget: Duration) throws -> Bool {
        try SmallSteps.run(limit: limit, within: budget, continueDeparture)
    }

    /// Goes on with one departure, by looking at so many movies.
    ///
    /// - Returns: whether there may be more.
    private func continueDeparture(limit: Int) throws -> Bool {
        // What the step before removed or handed over.
        try postAllDue()
        let next = try query("SELECT account, heir, done FROM departures ORDER BY account LIMIT 1") { row in
            try row.step() ? (row.bytes(0), row.isNull(1) ? nil : row.bytes(1), row.bytes(2)) : nil
        }
        guard let (account, heir, done) = next else { return false }
        if try removeKeys(of: account, atMost: limit) || removeMarks(of: account, atMost: limit)
            || forgetMovies(of: account, atMost: limit)
        {
            return true
        }
        let last = try query(
            "SELECT max(id), count(*) FROM (SELECT id FROM movies WHERE id > ?1 ORDER BY id LIMIT ?2)", .blob(done),
            .integer(Int64(limit))
        ) { row in
            try row.step() && row.integer(1) == Int64(limit) ? row.bytes(0) : nil
        }
        let end = last ?? Array(repeating: 0xFF, count: 12)
        if let heir {
            if heir != account { try handOver(from: account, to: heir, after: done, upTo: end) }
        } else {
            try run(
                "DELETE FROM movies WHERE id > ?2 AND id <= ?3 AND added_by = ?1", .blob(account), .blob(done),
                .blob(end))
            // What is left of them is what is not seen: it is not counted with the collection.
            try run(
                "UPDATE accounts SET movies = max(movies - ?2, 0) WHERE id = ?1", .blob(account),
                .integer(Int64(changes)))
        }
        guard let last else {
            try run("DELETE FROM departures WHERE account = ?1", .blob(account))
            try run("UPDATE accounts SET movies = 0 WHERE id = ?1", .blob(account))
            if heir == nil { try run("UPDATE collection SET hiding = hiding - 1") }
            return try hasRow("SELECT 1 FROM departures LIMIT 1")
        }
        try run("UPDATE departures SET done = ?2 WHERE account = ?1", .blob(account), .blob(last))
        return true
    }

    private func handOver(
        from account: [UInt8], to heir: [UInt8], after start: [UInt8], upTo end: [UInt8]
    ) throws(SQLiteError) {
        try run(
            """
            UPDATE movies SET added_by = ?4, version = (SELECT version FROM next_version)
            WHERE id > ?2 AND id <= ?3 AND added_by = ?1
            """,
            .blob(account), .blob(start), .blob(end), .blob(heir))
        try run("UPDATE accounts SET movies = movies + ?2 WHERE id = ?1", .blob(heir), .integer(Int64(changes)))
    }
}
