import MovieBag
import SQLite

extension SQLiteStore: ResetStore {
    package func begin(_ reset: PendingReset) throws {
        try write { connection in
            try connection.forgetSomeExpired(
                "DELETE FROM resets WHERE fingerprint IN (SELECT fingerprint FROM resets WHERE expires <= ? LIMIT 4)",
                before: reset.letter.written)
            let insert = try connection.statement("INSERT INTO resets (fingerprint, account, expires) VALUES (?, ?, ?)")
            try insert.bind(1, blob: reset.claims.fingerprint.bytes)
            try insert.bind(2, blob: reset.claims.account.bytes)
            try insert.bind(3, reset.claims.expires)
            try insert.run()
            try connection.post(reset.letter)
        }
    }

    package func isPending(
        _ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime
    ) throws -> Bool {
        try read { connection in
            let select = try connection.statement(
                "SELECT 1 FROM resets WHERE fingerprint = ? AND account = ? AND expires > ?")
            try select.bind(1, blob: fingerprint.bytes)
            try select.bind(2, blob: account.bytes)
            try select.bind(3, now.seconds)
            return try select.query { try $0.step() }
        }
    }

    package func complete(_ reset: CompletedReset) throws {
        try write { connection in
            let account = reset.account.bytes
            // Whoever deletes the row has the token; everybody else finds it gone.
            let use = try connection.statement(
                "DELETE FROM resets WHERE fingerprint = ? AND account = ? AND expires > ?")
            try use.bind(1, blob: reset.fingerprint.bytes)
            try use.bind(2, blob: account)
            try use.bind(3, reset.time.seconds)
            try use.run()
            guard connection.changes == 1 else { throw TokenError.invalid }

            let update = try connection.statement("UPDATE accounts SET password = ? WHERE id = ?")
            try update.bind(1, text: reset.password.phcString)
            try update.bind(2, blob: account)
            try update.run()

            let endSessions = try connection.statement("DELETE FROM sessions WHERE account = ?")
            try endSessions.bind(1, blob: account)
            try endSessions.run()

            let voidOthers = try connection.statement("DELETE FROM resets WHERE account = ?")
            try voidOthers.bind(1, blob: account)
            try voidOthers.run()

            try connection.post(reset.letter)
        }
    }
}
