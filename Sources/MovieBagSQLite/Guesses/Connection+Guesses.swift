import MovieBag
import SQLite

/// Tests: GuessStoreTests.swift
extension Connection {
    /// What is kept of the buckets of a guess.
    struct GuessState {
        /// When each bucket is empty, in milliseconds; without those of which nothing is kept.
        var empty: [(key: [UInt8], time: Int64)] = []
        /// When its client logged in to the account, to the day; `nil` when it is not known there.
        var known: UnixTime?
    }

    /// Looks at the buckets of a guess, and whether its client is known, with one statement.
    ///
    /// - Throws: `LimitReached` when one that holds has no room.
    @discardableResult
    func requireRoom(for guess: Guess, at now: UnixTime) throws -> GuessState {
        let none = SQLValue.blob([])
        let keptFor = KnownClients.keptFor.components.seconds
        let state = try query(
            """
            SELECT key, empty FROM guesses WHERE key IN (?1, ?2, ?3)
            UNION ALL SELECT x'', last FROM known_clients WHERE account = ?4 AND client = ?5 AND last > ?6
            """,
            guess.own.map { .blob($0.key) } ?? none, guess.common.map { .blob($0.key) } ?? none,
            guess.client.map { .blob($0.key) } ?? none, .blob(guess.account.bytes),
            guess.network.map { .blob($0.bytes) } ?? none, .integer(now.seconds - keptFor)
        ) { row in
            var state = GuessState()
            while try row.step() {
                let key = row.bytes(0)
                if key.isEmpty {
                    state.known = UnixTime(seconds: row.integer(1))
                } else {
                    state.empty.append((key, row.integer(1)))
                }
            }
            return state
        }
        try guess.requireRoom(isKnown: state.known != nil, at: now) { bucket in
            state.empty.first { $0.key == bucket.key }?.time
        }
        return state
    }

    /// Counts a wrong guess in the buckets that hold for it.
    func count(_ guess: Guess, at now: UnixTime) throws {
        let state = try requireRoom(for: guess, at: now)
        let buckets = guess.buckets(isKnown: state.known != nil)
        for bucket in buckets {
            let kept = state.empty.first { $0.key == bucket.key }?.time
            if kept == nil { try makeRoom(for: buckets, atMost: guess.mostBuckets) }
            try keep(bucket, empty: bucket.added(empty: kept, at: now))
        }
    }

    /// Writes when a bucket is empty.
    func keep(_ bucket: GuessBucket, empty: Int64) throws(SQLiteError) {
        try run(
            """
            INSERT INTO guesses (key, empty, is_account) VALUES (?1, ?2, ?3)
            ON CONFLICT (key) DO UPDATE SET empty = excluded.empty
            """,
            .blob(bucket.key), .integer(empty), .integer(bucket.isOfAccount ? 1 : 0))
    }

    /// Forgets a bucket when there are too many: one without an account first, of these the one that is empty first. None of
    /// those that are about to be written.
    func makeRoom(for buckets: [GuessBucket], atMost most: Int) throws(SQLiteError) {
        guard try integer("SELECT buckets FROM guess_count") >= most else { return }
        let keys = buckets.map { SQLValue.blob($0.key) } + Array(repeating: .blob([]), count: 3)
        try run(
            """
            DELETE FROM guesses WHERE key = (
                SELECT key FROM guesses WHERE key NOT IN (?1, ?2, ?3) ORDER BY is_account, empty LIMIT 1)
            """, keys[0], keys[1], keys[2])
    }

    /// Notes that a client has logged in to an account.
    ///
    /// - Parameter known: when it did before, as far as that is kept.
    func noteKnownClient(_ network: ClientNetwork?, of account: AccountID, before known: UnixTime?, at now: UnixTime)
        throws(SQLiteError)
    {
        guard let network else { return }
        // A time of the future is from before the clock was set right.
        if let known, now < known + KnownClients.precision, known <= now + KnownClients.precision { return }
        let id = SQLValue.blob(account.bytes)
        try run(
            """
            INSERT INTO known_clients (account, client, last) VALUES (?1, ?2, ?3)
            ON CONFLICT (account, client) DO UPDATE SET last = excluded.last
            """, id, .blob(network.bytes), .integer(now.seconds))
        guard known == nil else { return }
        try run(
            """
            DELETE FROM known_clients WHERE account = ?1 AND client IN (
                SELECT client FROM known_clients WHERE account = ?1 AND client <> ?3
                ORDER BY last DESC LIMIT -1 OFFSET ?2)
            """, id, .integer(Int64(KnownClients.most) - 1), .blob(network.bytes))
    }
}
