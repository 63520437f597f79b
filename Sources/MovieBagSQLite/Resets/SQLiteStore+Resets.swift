import MovieBag
import SQLite

/// Tests: ResetStoreTests.swift
extension SQLiteStore: ResetStore {
    func complete(_ reset: CompletedReset) throws {
        try write { connection in
            let account = SQLValue.blob(reset.account.bytes)
            // The request that deletes the row has the token; every other one finds it gone.
            try connection.run(
                """
                DELETE FROM links
                WHERE fingerprint = ?1 AND purpose = 'reset' AND account = ?2 AND expires > ?3 AND repetitions IS NULL
                """,
                .blob(reset.fingerprint.bytes), account, .integer(reset.time.seconds))
            guard connection.changes == 1 else { throw TokenError.invalid }

            try connection.run(
                "UPDATE accounts SET password = ?2 WHERE id = ?1", account, .text(reset.password.phcString))
            try connection.run("DELETE FROM sessions WHERE account = ?1", account)
            try connection.endAPITokens(of: reset.account)
            // A link that is void is not mailed.
            try connection.voidLinks(of: reset.account, for: [.reset, .email])
            // After the password, as a trigger forgets what set an earlier one.
            try connection.run(
                """
                INSERT INTO links (fingerprint, purpose, account, issued, expires, repetitions)
                VALUES (?1, 'reset', ?2, ?3, ?4, ?5)
                """,
                .blob(reset.fingerprint.bytes), account, .integer(reset.time.seconds),
                .integer(reset.time.seconds + RepeatedReset.lifetime), .integer(RepeatedReset.tries))
            try connection.post(reset.mail)
            // Who comes from elsewhere while others guess could not log in else.
            try connection.noteKnownClient(reset.network, of: reset.account, before: nil, at: reset.time)
            try connection.record(reset.entry)
        }
    }

    func passwordSet(
        by fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> PasswordHash? {
        try read { connection in
            try connection.query(
                """
                SELECT password FROM links JOIN accounts ON id = account
                WHERE fingerprint = ?1 AND purpose = 'reset' AND account = ?2 AND repetitions > 0
                    AND expires > ?3 AND expires <= ?4
                """,
                .blob(fingerprint.bytes), .blob(account.bytes), .integer(now.seconds),
                // More is left only when the clock was set back.
                .integer(now.seconds + RepeatedReset.lifetime)
            ) { row in
                try row.step() ? PasswordHash(phcString: row.text(0)) : nil
            }
        }
    }

    func takeRepetition(of fingerprint: TokenFingerprint, at now: UnixTime) throws -> Bool {
        try write { connection in
            try connection.run(
                """
                UPDATE links SET repetitions = repetitions - 1
                WHERE fingerprint = ?1 AND purpose = 'reset' AND repetitions > 0 AND expires > ?2
                """,
                .blob(fingerprint.bytes), .integer(now.seconds))
            return connection.changes == 1
        }
    }
}
