import Mail
import MovieBag
import SQLite

/// Tests: InvitationStoreTests.swift
extension SQLiteStore: InvitationStore {
    func add(
        _ invitation: Invitation, _ fingerprint: TokenFingerprint, by administrator: AccountID?, mail: OutboxMail?
    ) throws {
        try write { connection in
            try connection.requireAdministrator(administrator)
            if let email = invitation.email, try connection.holder(of: email)?.isVerified == true {
                throw AccountError.emailTaken
            }
            try connection.run(
                """
                INSERT INTO invitations (id, fingerprint, email, role, expires, made_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                """,
                .blob(invitation.id.bytes), .blob(fingerprint.bytes),
                .utf8(invitation.email.map { Array($0.text.utf8) }), .text(invitation.role.rawValue),
                .integer(invitation.expires.seconds), administrator.map { .blob($0.bytes) } ?? .utf8(nil))
            if let mail { try connection.post(mail) }
        }
    }

    func invitations(after position: InvitationID?, limit: Int, at now: UnixTime) throws -> [Invitation] {
        try read { connection in
            try connection.query(
                "SELECT id, email, role, expires FROM invitations WHERE id > ?1 AND expires > ?2 ORDER BY id LIMIT ?3",
                .blob(position?.bytes ?? []), .integer(now.seconds), .integer(Int64(limit))
            ) { row in
                var invitations: [Invitation] = []
                while try row.step() { invitations.append(try Invitation(row)) }
                return invitations
            }
        }
    }

    func invitation(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> Invitation? {
        try read { try $0.invitation(fingerprint, at: now) }
    }

    func remove(_ invitation: InvitationID, by administrator: AccountID?) throws {
        // Looked for first: a link that has expired is opened again and again.
        let isThere = try read { connection in
            try connection.hasRow("SELECT 1 FROM invitations WHERE id = ?1", .blob(invitation.bytes))
        }
        guard isThere else { throw NoSuchThing() }
        try write { connection in
            try connection.requireAdministrator(administrator)
            guard try connection.remove(invitation) else { throw NoSuchThing() }
        }
    }

    func redeem(_ redemption: Redemption) throws -> AccountID {
        try write { connection in
            guard let invitation = try connection.invitation(redemption.fingerprint, at: redemption.time),
                invitation.email?.matches(redemption.account.email) ?? true
            else { throw SignUpError.badInvitation }
            // This transaction alone finds it there, as it takes it out.
            _ = try connection.remove(invitation.id)
            let given = redemption.account
            let isProved = invitation.email != nil
            let account = Account(
                id: given.id, email: given.email, password: given.password, name: given.name, role: invitation.role,
                isVerified: isProved)
            if !isProved { try connection.add(account) }
            let made = isProved ? try connection.settle(account) : account.id
            try connection.keepRepetitions(
                of: redemption.fingerprint, for: .invitation, by: made, at: redemption.time)
            try connection.record(redemption.entry.about(made))
            return made
        }
    }
}

extension Connection {
    /// The invitation whose token has this fingerprint, unless it has expired.
    func invitation(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> Invitation? {
        try query(
            "SELECT id, email, role, expires FROM invitations WHERE fingerprint = ?1 AND expires > ?2",
            .blob(fingerprint.bytes), .integer(now.seconds)
        ) { row in try row.step() ? try Invitation(row) : nil }
    }

    /// Takes those out that an account has made, as it is no administrator any more.
    func removeInvitations(madeBy account: AccountID) throws {
        let made = try query("SELECT id FROM invitations WHERE made_by = ?1", .blob(account.bytes)) { row in
            var made: [InvitationID] = []
            while try row.step() { made.append(try row.identifier(0)) }
            return made
        }
        for invitation in made { _ = try remove(invitation) }
    }

    /// Takes an invitation out, with its mail and the links of sign-ups by it.
    ///
    /// - Returns: whether it was there.
    func remove(_ invitation: InvitationID) throws -> Bool {
        let id = SQLValue.blob(invitation.bytes)
        // Neither goes with the row by itself: a mail names what its link is about without a foreign key.
        try run("DELETE FROM outbox WHERE subject = ?1", id)
        let void = try query("DELETE FROM links WHERE invitation = ?1 RETURNING fingerprint, claim", id) { row in
            var void: [(fingerprint: [UInt8], signUp: PendingSignUpID)] = []
            while try row.step() { void.append((row.bytes(0), try row.identifier(1))) }
            return void
        }
        for link in void { try dropMails(about: link.signUp.value, withLinksIn: [link.fingerprint]) }
        try run("DELETE FROM invitations WHERE id = ?1", id)
        return changes == 1
    }
}

extension Invitation {
    /// Reads the columns id, email, role, expires. One with a role that only a later version of the program knows is a
    /// member's.
    fileprivate init(_ row: Statement) throws {
        self.init(
            id: try row.identifier(0), email: row.isNull(1) ? nil : try row.emailAddress(1),
            role: Role(rawValue: row.text(2)) ?? .member, expires: UnixTime(seconds: row.integer(3)))
    }
}
