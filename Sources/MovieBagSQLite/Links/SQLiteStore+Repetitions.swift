import MovieBag
import SQLite

/// Tests: ResetStoreTests.swift, SignUpStoreTests.swift
extension SQLiteStore: RepetitionStore {
    func passwordSet(
        by fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime
    ) throws -> StoredPassword? {
        try read { connection in
            try connection.query(
                """
                SELECT id, password, disabled IS NOT NULL, verified FROM links JOIN accounts ON id = account
                WHERE fingerprint = ?1 AND purpose = ?2 AND repetitions > 0 AND expires > ?3 AND expires <= ?4
                """,
                .blob(fingerprint.bytes), .text(purpose.rawValue), .integer(now.seconds),
                // More is left only when the clock was set back.
                .integer(now.seconds + RepeatedForm.lifetime)
            ) { row in try row.step() ? try StoredPassword(row) : nil }
        }
    }

    func takeRepetition(of fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime) throws -> Bool {
        try write { connection in
            try connection.run(
                """
                UPDATE links SET repetitions = repetitions - 1
                WHERE fingerprint = ?1 AND purpose = ?2 AND repetitions > 0 AND expires > ?3
                """,
                .blob(fingerprint.bytes), .text(purpose.rawValue), .integer(now.seconds))
            return connection.changes == 1
        }
    }
}

extension Connection {
    /// Remembers for a while that a form with this token set the password of an account.
    func keepRepetitions(
        of fingerprint: TokenFingerprint, for purpose: TokenPurpose, by account: AccountID, at now: UnixTime
    ) throws(SQLiteError) {
        try run(
            """
            INSERT INTO links (fingerprint, purpose, account, issued, expires, repetitions)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            .blob(fingerprint.bytes), .text(purpose.rawValue), .blob(account.bytes), .integer(now.seconds),
            .integer(now.seconds + RepeatedForm.lifetime), .integer(RepeatedForm.tries))
    }
}
