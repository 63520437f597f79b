import MovieBag
import SQLite

/// Tests: LinkBudgetTests.swift
extension Connection {
    /// Refuses a request for a link when a budget is used up or the outbox is full.
    func requireRoom(for request: LinkRequest, within limits: Limits) throws {
        let now = request.time.seconds
        var wait: Int64 = 0
        if let client = request.client, limits.linksPerClient < .max {
            let budget = try linkBudget(of: client.bytes, at: now)
            if budget.asked >= limits.linksPerClient { wait = max(wait, budget.ends - now) }
        }
        if limits.linksPerHour < .max {
            let budget = try linkBudget(of: [], at: now)
            if budget.made >= limits.linksPerHour { wait = max(wait, budget.ends - now) }
        }
        guard wait == 0 else { throw LimitReached(retryAfter: wait) }
        guard limits.outboxMails < .max, try waitingMails() >= limits.outboxMails else { return }
        throw Overloaded("the outbox is full")
    }

    /// Counts a request against the budgets.
    func count(_ request: LinkRequest, madeLink: Bool) throws(SQLiteError) {
        let now = request.time.seconds
        // A window of the future is from before the clock was set right.
        try run(
            "DELETE FROM link_budgets WHERE ends <= ?1 OR ends > ?2",
            .integer(now), .integer(now + Limits.linkWindow))
        if let client = request.client {
            try makeRoom(for: client.bytes)
            try count(client.bytes, madeLink, at: now)
        }
        // In any case, so that no request without an account or a link is a transaction that writes nothing.
        try count([], madeLink, at: now)
    }

    private func count(_ client: [UInt8], _ madeLink: Bool, at now: Int64) throws(SQLiteError) {
        try run(
            """
            INSERT INTO link_budgets (client, ends, asked, made) VALUES (?1, ?2, 1, ?3)
            ON CONFLICT (client) DO UPDATE SET asked = asked + 1, made = made + excluded.made
            """,
            .blob(client), .integer(now + Limits.linkWindow), .integer(madeLink ? 1 : 0))
    }

    /// Forgets a client when there are too many: the one that asked for the fewest, of these the one that began first.
    private func makeRoom(for client: [UInt8]) throws(SQLiteError) {
        guard try !hasRow("SELECT 1 FROM link_budgets WHERE client = ?1", .blob(client)),
            try integer("SELECT count(*) FROM link_budgets") > Limits.countedClients
        else { return }
        try run(
            """
            DELETE FROM link_budgets WHERE client =
                (SELECT client FROM link_budgets WHERE client <> x'' ORDER BY asked, ends LIMIT 1)
            """)
    }

    /// What a client, or all for no bytes, have had in the window that is open.
    func linkBudget(of client: [UInt8], at now: Int64) throws -> (asked: Int64, made: Int64, ends: Int64) {
        try query(
            "SELECT asked, made, ends FROM link_budgets WHERE client = ?1 AND ends > ?2 AND ends <= ?3",
            .blob(client), .integer(now), .integer(now + Limits.linkWindow)
        ) { row in
            try row.step() ? (row.integer(0), row.integer(1), row.integer(2)) : (0, 0, now)
        }
    }
}
