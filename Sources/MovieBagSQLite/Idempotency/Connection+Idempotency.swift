import MovieBag
import SQLite

/// What became of a request that has a key.
enum IdempotentOutcome: Sendable {
    /// What was given for it.
    case done([UInt8])
    case refused(MovieError)
}

/// Requests with keys and what became of them, to be asked and kept in the transaction that does what they ask for.
///
/// The rows of an account have numbers in their order, so that those beyond the limit are found without counting.
///
/// Tests: IdempotencyStoreTests.swift
extension Connection {
    /// What became of the same request; `nil` when it is a new one, or older than it is kept.
    ///
    /// - Throws: `IdempotencyKeyReused`.
    func outcome(of request: IdempotentRequest) throws -> IdempotentOutcome? {
        try query(
            "SELECT body, refusal, response FROM idempotency_keys WHERE code = ?1 AND expires > ?2",
            .blob(request.code), .integer(request.time.seconds)
        ) { row in
            guard try row.step() else { return nil }
            guard row.bytes(0) == request.body else { throw IdempotencyKeyReused() }
            guard !row.isNull(1) else { return .done(row.bytes(2)) }
            guard let reason = MovieError(refusal: row.bytes(1)) else {
                throw StorageUnavailable("a row of idempotency_keys has a refusal that this version does not know")
            }
            return .refused(reason)
        }
    }

    /// Keeps what became of a request of an account, in place of its oldest one where there are as many as may be.
    func keep(_ outcome: IdempotentOutcome, of request: IdempotentRequest, by account: AccountID) throws {
        let (refusal, response): (SQLValue, SQLValue) =
            switch outcome {
            case .done(let bytes): (.utf8(nil), .blob(bytes))
            case .refused(let reason): (.utf8(try reason.refusal()), .utf8(nil))
            }
        let number = try nextNumber(of: account)
        // Too old, and not swept yet.
        try run("DELETE FROM idempotency_keys WHERE code = ?1", .blob(request.code))
        try run(
            """
            INSERT INTO idempotency_keys (account, number, code, body, expires, refusal, response)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .blob(account.bytes), .integer(number), .blob(request.code), .blob(request.body),
            .integer(request.expires.seconds), refusal, response)
        try run(
            "DELETE FROM idempotency_keys WHERE account = ?1 AND number <= ?2", .blob(account.bytes),
            .integer(number - Int64(IdempotentRequest.mostPerAccount)))
    }

    private func nextNumber(of account: AccountID) throws -> Int64 {
        try query(
            "SELECT coalesce(max(number), 0) + 1 FROM idempotency_keys WHERE account = ?1", .blob(account.bytes)
        ) { row in try row.step() ? row.integer(0) : 1 }
    }

    /// Forgets some of the requests of an account.
    ///
    /// - Returns: whether there was one.
    func removeKeys(of account: [UInt8], atMost limit: Int) throws(SQLiteError) -> Bool {
        try run(
            """
            DELETE FROM idempotency_keys WHERE account = ?1
                AND number < (SELECT min(number) FROM idempotency_keys WHERE account = ?1) + ?2
            """, .blob(account), .integer(Int64(limit)))
        return changes > 0
    }

    /// Forgets requests whose time is up, in small steps, as a response may be large.
    ///
    /// - Returns: whether there may be more.
    func removeExpiredKeys(at now: UnixTime, limit: Int) throws -> Bool {
        try SmallSteps.run(limit: limit, within: .milliseconds(20)) { step in
            try run(
                """
                DELETE FROM idempotency_keys WHERE (account, number) IN (
                    SELECT account, number FROM idempotency_keys WHERE expires <= ?1 ORDER BY expires LIMIT ?2)
                """, .integer(now.seconds), .integer(Int64(step)))
            return changes == step
        }
    }
}

extension MovieError {
    private static let refusals: [(reason: MovieError, name: String)] = [
        (.nameTaken, "name-taken"), (.imdbTaken, "imdb-taken"),
    ]

    /// - Parameter refusal: the name that stands in the database.
    fileprivate init?(refusal: [UInt8]) {
        guard let row = Self.refusals.first(where: { $0.name.utf8.elementsEqual(refusal) }) else { return nil }
        self = row.reason
    }

    /// The name that stands in the database.
    ///
    /// - Throws: itself, where it is none by which a new movie is refused.
    fileprivate func refusal() throws(MovieError) -> [UInt8] {
        guard let row = Self.refusals.first(where: { $0.reason == self }) else { throw self }
        return Array(row.name.utf8)
    }
}
