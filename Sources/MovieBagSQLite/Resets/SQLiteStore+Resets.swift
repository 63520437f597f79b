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
                """
                UPDATE accounts SET password = ?2, verified = 1
                WHERE id = ?1 AND disabled IS NULL AND deleted IS NULL
                """, account, .text(reset.password.phcString))
            guard connection.changes == 1 else { throw TokenError.invalid }
            try connection.run("DELETE FROM sessions WHERE account = ?1", account)
            try connection.endAPITokens(of: reset.account)
            // A link that is void is not mailed.
            try connection.run("DELETE FROM outbox WHERE account = ?1 AND kind = 'reset'", account)
            try connection.voidLinks(of: reset.account, for: [.reset, .email])
            // After the password, as a trigger forgets what set an earlier one.
            try connection.keepRepetitions(of: reset.fingerprint, for: .reset, by: reset.account, at: reset.time)
            try connection.post(reset.mail)
            // Who comes from elsewhere while others guess could not log in else.
            try connection.noteKnownClient(reset.network, of: reset.account, before: nil, at: reset.time)
            try connection.record(reset.entry)
        }
    }

    func begin(_ request: ResetRequest, within limits: Limits) throws -> BegunReset {
        try write { connection in
            // Again, as others may have asked since.
            if limits.countLinks { try connection.requireRoom(for: request.counted, within: limits) }
            let begun = try connection.makingLink(or: request.decoy, within: limits) {
                let begun = try connection.begin(request, within: limits)
                return (begun, begun.isMade, begun.isMade)
            }
            if limits.countLinks { try connection.count(request.counted, madeLink: begun.isMade) }
            try connection.record(request.entry.about(begun.account))
            if case .withheld(_, let entry) = begun { try connection.record(entry) }
            return begun
        }
    }
}

extension Connection {
    fileprivate func begin(_ request: ResetRequest, within limits: Limits) throws -> BegunReset {
        guard let account = try holder(of: request.email)?.account else { return .unknownEmail }
        return try makeLink(request.link(account), within: limits)
            ? .made(account) : .withheld(account, recorded: request.withheld(account))
    }
}
