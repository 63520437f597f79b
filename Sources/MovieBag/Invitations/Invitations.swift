/// Making invitations, listing them and taking them back, which is for administrators, and checking them, for sign-ups.
///
/// Tests: InvitationTests.swift
package struct Invitations {
    private let store: any InvitationStore
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let clock: WallClock
    private let channel: OutboxChannel
    private let audit: Audit

    package init(
        store: any InvitationStore, identifiers: ObjectIDGenerator, tokens: TokenIssuer, clock: WallClock,
        channel: OutboxChannel, audit: Audit
    ) {
        self.store = store
        self.identifiers = identifiers
        self.tokens = tokens
        self.clock = clock
        self.channel = channel
        self.audit = audit
    }

    /// Makes an invitation, and queues the mail with its link when it names an address. It is good only as long as who made it
    /// is an administrator.
    ///
    /// - Parameters:
    ///   - address: the only one that may sign up by it; `nil` for any.
    ///   - days: how long it is good, one of ``Invitation/lifetimes``.
    /// - Returns: with the token for its link (``PublicURL/link(for:with:)``), which is kept nowhere.
    /// - Throws: `InvalidValue` for `days`; then as ``InvitationStore/add(_:_:by:mail:)``.
    package func make(
        for address: NewAddress?, role: Role, days: Int = 7, by administrator: AccountID? = nil,
        from client: Client? = nil
    ) throws -> (invitation: Invitation, token: CompactToken) {
        guard Invitation.lifetimes.contains(days) else {
            let (least, most) = (Invitation.lifetimes.lowerBound, Invitation.lifetimes.upperBound)
            throw InvalidValue("days", "must be from \(least) to \(most)")
        }
        let now = clock.now
        let id = InvitationID(identifiers.next())
        let claims = tokens.newClaims(.invitation, about: id.value, at: now, lifetime: Int64(days) * 24 * 3600)
        let invitation = Invitation(
            id: id, email: address?.email, role: role, expires: UnixTime(seconds: claims.expires))
        let mail = address.map { address in
            OutboxMail(
                id: OutboxMailID(identifiers.next()), account: nil, to: address.email,
                content: .link(.invitation, claims), written: now)
        }
        try audit.record(
            .invitationMade, of: nil, by: administrator, from: client, detail: "invitation \(id), role \(role.rawValue)"
        ) {
            try store.add(invitation, claims.fingerprint, by: administrator, mail: mail)
        }
        if mail != nil { channel.signal() }
        return (invitation, try tokens.sign(claims))
    }

    /// Those that are good, after `position`, in the order of their identifiers.
    package func list(after position: InvitationID?, limit: Int) throws -> [Invitation] {
        try store.invitations(after: position, limit: limit, at: clock.now)
    }

    /// Takes one back: its link is void.
    ///
    /// - Throws: as ``InvitationStore/remove(_:by:)``.
    package func remove(
        _ invitation: InvitationID, by administrator: AccountID? = nil, from client: Client? = nil
    ) throws {
        try audit.record(
            .invitationWithdrawn, of: nil, by: administrator, from: client, detail: "invitation \(invitation)"
        ) {
            try store.remove(invitation, by: administrator)
        }
    }

    /// The invitation behind a token that would work now. Looking never uses it up.
    ///
    /// - Throws: ``TokenError``.
    package func check(_ token: CompactToken) throws -> Invitation {
        try pending(token).invitation
    }

    /// The same with what its token is recognised by.
    func pending(_ token: CompactToken) throws -> (invitation: Invitation, fingerprint: TokenFingerprint) {
        let now = clock.now
        // As for sessions: what was once refused as expired does not come back when the clock is set back.
        let claims = try tokens.verify(token, as: .invitation, at: now) {
            do { try store.remove(InvitationID($0.subject), by: nil) } catch is NoSuchThing {}
        }
        guard let invitation = try store.invitation(claims.fingerprint, at: now) else { throw TokenError.invalid }
        return (invitation, claims.fingerprint)
    }
}
