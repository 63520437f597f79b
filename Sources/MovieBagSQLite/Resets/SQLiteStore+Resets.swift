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

            // An account that is disabled has no links; it gets no password in any case.
            try connection.run(
                "UPDATE accounts SET password = ?2 WHERE id = ?1 AND disabled IS NULL AND deleted IS NULL", account,
                .text(reset.password.phcString))
            guard connection.changes == 1 else { throw TokenError.invalid }
            try connection.run("DELETE FROM sessions WHERE account = ?1", account)
            try connection.run(
                "DELETE FROM links WHERE account = ?1 AND purpose = 'reset' AND repetitions IS NULL", account)
            // A link that is void is not mailed.
            try connection.run("DELETE FROM outbox WHERE account = ?1 AND kind = 'reset'", account)
            // After the password, as a trigger forgets what set an earlier one.
            try connection.run(
                """
                INSERT INTO links (fingerprint, purpose, account, issued, expires, repetitions)
                VALUES (?1, 'reset', ?2, ?3, ?4, ?5)
                """,
                .blob(reset.fingerprint.bytes), account, .integer(reset.time.seconds),
                .integer(reset.time.seconds + RepeatedReset.lifetime), .integer(RepeatedReset.tries))
            try connection.post(reset.mail)
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
