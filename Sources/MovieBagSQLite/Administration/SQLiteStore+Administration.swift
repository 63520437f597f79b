import Mail
import MovieBag
import SQLite

/// Tests: AdministrationStoreTests.swift
extension SQLiteStore: AdministrationStore {
    func profiles(after position: AccountID?, limit: Int) throws -> [Profile] {
        try read { connection in
            try connection.query(
                """
                SELECT id, email, name, role, verified, disabled IS NOT NULL, language FROM accounts
                WHERE id > ?1 AND deleted IS NULL ORDER BY id LIMIT ?2
                """, .blob(position?.bytes ?? []), .integer(Int64(limit))
            ) { row in
                var profiles: [Profile] = []
                while try row.step() { profiles.append(try Profile(row)) }
                return profiles
            }
        }
    }

    func profile(withEmail email: EmailAddress) throws -> Profile? {
        try read { connection in
            try connection.query(
                """
                SELECT id, email, name, role, verified, disabled IS NOT NULL, language FROM accounts
                WHERE email = ?1 AND deleted IS NULL
                """, .text(email.text)
            ) { row in try row.step() ? try Profile(row) : nil }
        }
    }

    func isLastAdministrator(_ account: AccountID) throws -> Bool {
        try read { connection in
            try connection.isAdministrator(account) && connection.firstAdministrator(but: account) == nil
        }
    }

    func change(
        _ account: AccountID, to change: AccountChange, by administrator: AccountID?, at now: UnixTime
    ) throws {
        try write { connection in
            try connection.requireAdministrator(administrator)
            guard let wasDisabled = try connection.isDisabled(account) else { throw NoSuchThing() }
            if administrator != nil, change.role == .administrator {
                guard try connection.mayBecomeAdministrator(account) else { throw AccountError.unprovedAdministrator }
            }
            let staysAdministrator = change.role != .member && change.isDisabled != true
            if !staysAdministrator { try connection.requireAnotherAdministrator(than: account) }
            let isDisabled = change.isDisabled ?? wasDisabled
            try connection.run(
                """
                UPDATE accounts SET role = coalesce(?2, role), disabled = iif(?3, coalesce(disabled, ?4), NULL)
                WHERE id = ?1
                """,
                .blob(account.bytes), .utf8(change.role.map { Array($0.rawValue.utf8) }),
                .integer(isDisabled ? 1 : 0), .integer(now.seconds))
            if isDisabled { try connection.endAccess(to: account) }
            if !staysAdministrator { try connection.removeInvitations(madeBy: account) }
        }
    }

    func endSessions(of account: AccountID, by administrator: AccountID?) throws {
        try write { connection in
            try connection.requireAdministrator(administrator)
            guard try connection.isDisabled(account) != nil else { throw NoSuchThing() }
            try connection.endSessions(of: account)
            try connection.endAPITokens(of: account)
        }
    }

    func endSessionsOfEveryone(limit: Int) throws -> (ended: Int, isMore: Bool) {
        try write { connection in
            let limit = SQLValue.integer(Int64(limit))
            try connection.run(
                "DELETE FROM sessions WHERE fingerprint IN (SELECT fingerprint FROM sessions LIMIT ?1)", limit)
            let sessions = connection.changes
            try connection.run("DELETE FROM api_tokens WHERE id IN (SELECT id FROM api_tokens LIMIT ?1)", limit)
            let tokens = connection.changes
            try connection.run(
                """
                DELETE FROM links WHERE fingerprint IN (SELECT fingerprint FROM links WHERE purpose = 'reset' LIMIT ?1)
                """, limit)
            let links = connection.changes
            let kinds = MailKind.allCases.filter { $0.linkPurpose == .reset }.map(\.name).joined(separator: ",")
            try connection.run(
                "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE instr(?2, ',' || kind || ',') LIMIT ?1)",
                limit, .text(",\(kinds),"))
            return (sessions + tokens, sessions + tokens + links + connection.changes > 0)
        }
    }

    func begin(_ link: AdministeredLink, by administrator: AccountID?) throws {
        try write { connection in
            try connection.requireAdministrator(administrator)
            let account = link.claims.account
            guard let isDisabled = try connection.isDisabled(account) else { throw NoSuchThing() }
            guard !isDisabled else { throw AccountError.disabled }
            try connection.voidLinks(of: account, for: [.reset])
            try connection.run(
                """
                INSERT INTO links (fingerprint, purpose, account, issued, expires) VALUES (?1, ?2, ?3, ?4, ?5)
                """,
                .blob(link.claims.fingerprint.bytes), .text(link.claims.purpose.rawValue), .blob(account.bytes),
                .integer(link.claims.issued), .integer(link.claims.expires))
            if let mail = link.mail { try connection.post(mail) }
        }
    }
}
