import Mail
import MovieBag
import SQLite

/// A sign-up that waits for the proof of its address.
struct Claim {
    let email: EmailAddress
    let name: DisplayName?
    let invitation: InvitationID?
    /// That of the invitation.
    let role: Role
}

/// Tests: SignUpStoreTests.swift
extension Connection {
    func claim(_ id: ClaimID) throws -> Claim? {
        try query(
            """
            SELECT claims.email, name, invitation, role FROM claims LEFT JOIN invitations ON invitations.id = invitation
            WHERE claims.id = ?1
            """, .blob(id.bytes)
        ) { row in
            guard try row.step() else { return nil }
            return Claim(
                email: try row.emailAddress(0), name: row.isNull(1) ? nil : DisplayName(stored: row.text(1)),
                invitation: row.isNull(2) ? nil : try row.identifier(2),
                role: row.isNull(3) ? .member : Role(rawValue: row.text(3)) ?? .member)
        }
    }

    /// Keeps a claim and a link for it, or tells the owner of the address.
    func begin(_ request: ClaimRequest, within limits: Limits) throws -> BegunClaim {
        let holder = try holder(of: request.email)
        if try holder?.isVerified ?? isReserved(request.email, at: request.counted.time) {
            guard request.cause == .signUp else { return .ignored }
            guard request.decoy != nil else { throw AccountError.emailTaken }
            return try holder.map { try tell($0.account, of: request, within: limits) } ?? false ? .told : .ignored
        }
        let (email, now) = (SQLValue.text(request.email.text), request.counted.time.seconds)
        try run("DELETE FROM claims WHERE email = ?1 AND expires <= ?2", email, .integer(now))
        if request.cause == .resend, holder == nil, try !hasRow("SELECT 1 FROM claims WHERE email = ?1", email) {
            return .ignored
        }
        if let invitation = request.invitation,
            try !hasRow("SELECT 1 FROM invitations WHERE id = ?1", .blob(invitation.bytes))
        {
            throw SignUpError.badInvitation
        }
        let link = request.link(try keepClaim(request, email))
        guard try makeLink(link, within: limits) else { return .withheld }
        try run(
            "UPDATE claims SET expires = max(expires, ?2) WHERE id = ?1", .blob(link.claims.subject.bytes),
            .integer(link.claims.expires))
        return .made
    }

    /// - Returns: the identifier of the claim that is kept.
    private func keepClaim(_ request: ClaimRequest, _ email: SQLValue) throws -> ClaimID {
        try query(
            """
            INSERT INTO claims (id, email, name, invitation, expires) VALUES (?1, ?2, ?3, ?4, 0)
            ON CONFLICT (email) DO UPDATE SET name = coalesce(excluded.name, name),
                invitation = coalesce(excluded.invitation, invitation)
            RETURNING id
            """,
            .blob(request.claim.bytes), email, .utf8(request.name.map { Array($0.text.utf8) }),
            request.invitation.map { .blob($0.bytes) } ?? .utf8(nil)
        ) { row in
            guard try row.step() else { throw StorageUnavailable("a claim was not kept") }
            let id: ClaimID = try row.identifier(0)
            while try row.step() {}
            return id
        }
    }

    /// Tells the owner of an address that it was given for a sign-up, unless that was said of late.
    private func tell(_ account: AccountID, of request: ClaimRequest, within limits: Limits) throws -> Bool {
        let now = request.counted.time.seconds
        try run(
            // One of the future is from before the clock was set right.
            """
            UPDATE accounts SET sign_up_notice = ?2
            WHERE id = ?1 AND (sign_up_notice IS NULL OR sign_up_notice NOT BETWEEN ?3 AND ?2)
            """,
            .blob(account.bytes), .integer(now), .integer(now - Int64(limits.signUpNoticeSpacing) + 1))
        guard changes == 1 else { return false }
        try post(request.notice(account))
        return true
    }

    /// Makes something as `body` does, or else imitates that by `orElse`, with the claim of a decoy there, and takes it back.
    ///
    /// - Parameter body: returns also whether it made it.
    func imitating<Result>(
        _ decoy: LinkDecoy, _ body: () throws -> (Result, isMade: Bool), orElse imitate: () throws -> Void
    ) throws -> Result {
        let claim = decoy.link.claims
        try run("SAVEPOINT decoy")
        let (result, isMade) = try body()
        if !isMade {
            try run(
                "INSERT INTO claims (id, email, expires) VALUES (?1, ?2, ?3)", .blob(claim.subject.bytes),
                .text(claim.subject.description), .integer(claim.expires))
            try imitate()
            try run("ROLLBACK TO decoy")
        }
        try run("RELEASE decoy")
        return result
    }

    /// Does the work of making a link, and takes it back.
    ///
    /// - Parameter isMailed: whether a mail is a part of it, as no other was written.
    func imitate(_ decoy: LinkDecoy, within limits: Limits, isMailed: Bool = true) throws {
        try run("SAVEPOINT decoy")
        let claim = decoy.link.claims
        try run(
            "INSERT INTO claims (id, email, expires) VALUES (?1, ?2, ?3)", .blob(claim.subject.bytes),
            .text(claim.subject.description), .integer(claim.expires))
        _ = try makeLink(decoy.link, within: limits, isMailed: isMailed)
        try run("ROLLBACK TO decoy")
        try run("RELEASE decoy")
    }
}
