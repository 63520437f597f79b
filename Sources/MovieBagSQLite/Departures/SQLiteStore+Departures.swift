import Mail
import MovieBag
import SQLite

/// Tests: DepartureStoreTests.swift
extension SQLiteStore: DepartureStore {
    func begin(_ departure: Departure) throws {
        departures.set(true)
        try write { connection in
            let account = SQLValue.blob(departure.account.bytes)
            if let confirmation = departure.confirmation { try connection.require(confirmation) }
            if let notices = departure.notices { try connection.spend(notices, for: departure.account) }
            try connection.requireAnotherAdministrator(than: departure.account)
            let heir = try connection.firstAdministrator(but: departure.account)
            if departure.movies == .leave, heir == nil {
                throw InvalidValue("movies", "cannot be left, as the site has no administrator")
            }
            // What it should have got goes on to the next one. Without one it stays where it is.
            try connection.run(
                "UPDATE departures SET heir = coalesce(?2, account) WHERE heir = ?1", account,
                heir.map { .blob($0.bytes) } ?? .utf8(nil))
            // In place of the address stands what is none, and no other account has.
            try connection.run(
                """
                UPDATE accounts SET email = lower(hex(id)), password = '', name = NULL, language = NULL, role = 'member',
                    verified = 0, disabled = NULL, deleted = ?3, written_day = 0, written_bytes = 0,
                    sign_up_notice = NULL, log_in_notice = NULL
                WHERE id = ?1 AND email = ?2 AND deleted IS NULL
                """,
                account, .text(departure.email.text), .integer(departure.time.seconds))
            guard connection.changes == 1 else { throw TokenError.invalid }
            try connection.removeInvitations(madeBy: departure.account)
            try connection.endSessions(of: departure.account)
            try connection.endAPITokens(of: departure.account)
            let reserved = try connection.reservedAddresses(of: departure.account, at: departure.time)
            try connection.run("DELETE FROM links WHERE account = ?1", account)
            try connection.run("DELETE FROM outbox WHERE account = ?1", account)
            try connection.run("DELETE FROM known_clients WHERE account = ?1", account)
            try connection.run("DELETE FROM log_in_origins WHERE account = ?1", account)
            try connection.beginDeparture(of: departure.account, heir: departure.movies == .leave ? heir : nil)
            for address in [departure.email] + reserved { try connection.post(departure.notice(address)) }
            try connection.record(departure.entry)
        }
    }

    func continueDepartures(limit: Int, within budget: Duration) throws -> Bool {
        // Looked for first: mostly there is none, and then nothing is to be written.
        let isAny = try read { try $0.hasRow("SELECT 1 FROM departures LIMIT 1") }
        departures.set(isAny)
        guard isAny else { return false }
        return try write { try $0.continueDepartures(limit: limit, within: budget) }
    }
}

extension Connection {
    /// Refuses what would take the last administrator away who is not disabled.
    ///
    /// - Throws: `AccountError.lastAdministrator`.
    func requireAnotherAdministrator(than account: AccountID) throws {
        guard try isAdministrator(account), try firstAdministrator(but: account) == nil else { return }
        throw AccountError.lastAdministrator
    }

    /// The administrator who joined first, of those who are not disabled; `nil` when there is none.
    func firstAdministrator(but account: AccountID) throws -> AccountID? {
        try query(
            """
            SELECT id FROM accounts WHERE role = 'administrator' AND disabled IS NULL AND id <> ?1 ORDER BY id LIMIT 1
            """,
            .blob(account.bytes)
        ) { row in try row.step() ? try row.identifier(0) : nil }
    }
}
