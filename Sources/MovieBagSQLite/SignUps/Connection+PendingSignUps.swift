import Mail
import MovieBag
import SQLite

/// What a sign-up asks for; its link has it, so that another sign-up with the same address changes nothing of it.
struct SignUpWish {
    let name: DisplayName?
    let invitation: InvitationID?

    init(name: DisplayName? = nil, invitation: InvitationID? = nil) {
        self.name = name
        self.invitation = invitation
    }

    /// Reads the columns name, invitation.
    init(_ row: Statement) throws {
        name = row.isNull(0) ? nil : DisplayName(stored: row.text(0))
        invitation = row.isNull(1) ? nil : try row.identifier(1)
    }
}

/// Tests: SignUpStoreTests.swift
extension Connection {
    /// Uses the link of a sign-up up.
    ///
    /// - Returns: what it asks for; `nil` when the link is not good.
    func useLink(_ fingerprint: TokenFingerprint, of signUp: PendingSignUpID, at now: UnixTime) throws -> SignUpWish? {
        try query(
            """
            DELETE FROM links
            WHERE fingerprint = ?1 AND purpose = 'verify' AND claim = ?2 AND expires > ?3 AND repetitions IS NULL
            RETURNING name, invitation
            """,
            .blob(fingerprint.bytes), .blob(signUp.bytes), .integer(now.seconds)
        ) { row in try row.step() ? try SignUpWish(row) : nil }
    }

    func emailAddress(of signUp: PendingSignUpID) throws -> EmailAddress? {
        try query("SELECT email FROM claims WHERE id = ?1", .blob(signUp.bytes)) { row in
            try row.step() ? try row.emailAddress(0) : nil
        }
    }

    /// The role of an invitation that is there.
    func role(of invitation: InvitationID) throws -> Role? {
        try query("SELECT role FROM invitations WHERE id = ?1", .blob(invitation.bytes)) { row in
            try row.step() ? Role(rawValue: row.text(0)) ?? .member : nil
        }
    }

    /// What the earliest link of a pending sign-up asks for that is good, for one more link.
    private func wish(of signUp: PendingSignUpID, at now: Int64) throws -> SignUpWish {
        try query(
            """
            SELECT name, invitation FROM links
            WHERE claim = ?1 AND purpose = 'verify' AND repetitions IS NULL AND expires > ?2
            ORDER BY issued, expires LIMIT 1
            """, .blob(signUp.bytes), .integer(now)
        ) { row in try row.step() ? try SignUpWish(row) : SignUpWish() }
    }

    /// Keeps a sign-up and a link for it, or tells the owner of the address.
    func begin(_ request: ProofRequest, within limits: Limits) throws -> BegunProof {
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
        let signUp = try keepSignUp(request, email)
        let link = request.link(signUp)
        let wish =
            request.cause == .resend
            ? try wish(of: signUp, at: now) : SignUpWish(name: request.name, invitation: request.invitation)
        guard try makeLink(link, within: limits, for: wish) else { return .withheld }
        try run(
            "UPDATE claims SET expires = max(expires, ?2) WHERE id = ?1", .blob(link.claims.subject.bytes),
            .integer(link.claims.expires))
        return .made
    }

    /// - Returns: the identifier of the sign-up that is kept.
    private func keepSignUp(_ request: ProofRequest, _ email: SQLValue) throws -> PendingSignUpID {
        try query(
            """
            INSERT INTO claims (id, email, expires) VALUES (?1, ?2, 0)
            ON CONFLICT (email) DO UPDATE SET expires = expires RETURNING id
            """,
            .blob(request.signUp.bytes), email
        ) { row in
            guard try row.step() else { throw StorageUnavailable("a sign-up was not kept") }
            let id: PendingSignUpID = try row.identifier(0)
            while try row.step() {}
            return id
        }
    }

    /// Tells the owner of an address that it was given for a sign-up, unless that was said of late.
    private func tell(_ account: AccountID, of request: ProofRequest, within limits: Limits) throws -> Bool {
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

    /// Makes a link as `body` does. Where it makes none, the work of making one is done with a decoy, if there is one, and
    /// taken back.
    ///
    /// - Parameters:
    ///   - body: returns also whether it made a link, and whether it wrote a mail.
    func makingLink<Result>(
        or decoy: LinkDecoy?, within limits: Limits, _ body: () throws -> (Result, isMade: Bool, isMailed: Bool)
    ) throws -> Result {
        guard let decoy else { return try body().0 }
        // As for a decoy, pages are kept for a way back.
        try run("SAVEPOINT link")
        let (result, isMade, isMailed) = try body()
        try run("RELEASE link")
        if !isMade { try imitate(decoy, within: limits, isMailed: !isMailed) }
        return result
    }

    /// - Parameter isMailed: whether a mail is a part of it, as no other was written.
    private func imitate(_ decoy: LinkDecoy, within limits: Limits, isMailed: Bool) throws {
        let claims = decoy.link.claims
        try run("SAVEPOINT decoy")
        try run(
            "INSERT INTO claims (id, email, expires) VALUES (?1, ?2, ?3)", .blob(claims.subject.bytes),
            .text(claims.subject.description), .integer(claims.expires))
        _ = try makeLink(decoy.link, within: limits, isMailed: isMailed)
        try run("ROLLBACK TO decoy")
        try run("RELEASE decoy")
    }
}
