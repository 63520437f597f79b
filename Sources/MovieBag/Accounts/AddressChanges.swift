import Mail

/// Giving an account another address, and taking that back.
///
/// The new address is proved by a link that is mailed to it. When that is confirmed the old one gets a mail with a link that
/// restores it, as the one who changed the address may be a thief: for a week, during which no other account may have it.
///
/// Tests: AddressChangeTests.swift, AddressUndoTests.swift
package struct AddressChanges {
    /// What a link from a mail does.
    package enum Step: Sendable, Equatable {
        case confirm, undo
    }

    private let store: any AddressChangeStore & LinkStore
    private let proof: PasswordProof
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let clock: WallClock
    private let channel: OutboxChannel
    private let limits: Limits
    private let audit: Audit
    private let links: AddressLinks

    package init(
        store: any AddressChangeStore & LinkStore, proof: PasswordProof, identifiers: ObjectIDGenerator,
        tokens: TokenIssuer, clock: WallClock, channel: OutboxChannel, limits: Limits, audit: Audit
    ) {
        self.store = store
        self.proof = proof
        self.identifiers = identifiers
        self.tokens = tokens
        self.clock = clock
        self.channel = channel
        self.limits = limits
        self.audit = audit
        links = AddressLinks(identifiers: identifiers, tokens: tokens)
    }

    /// Mails a link to a new address. Where another account has it, or may have it back, nothing is mailed, and the caller is
    /// not told.
    ///
    /// - Parameter current: the password that confirms it, as sent.
    /// - Throws: ``AccountError/wrongPassword``; ``LimitReached`` or ``Overloaded``, whether or not the address is free.
    package func request(
        _ address: NewAddress, by authority: Authority, confirmedBy current: [UInt8], from client: Client
    ) throws {
        let confirmation = try proof.require(current, by: authority, from: client)
        let account = authority.account
        let now = clock.now
        let isFree = try store.isFree(address.email, for: account, at: now)
        let link = isFree ? links.make(.emailChange, .email, to: address.email, of: account, at: now) : nil
        let isMade = try audit.record(.addressChangeRequested, of: account, from: client) { entry in
            try store.begin(
                LinkRequest(from: client, at: now, link: link, confirmedBy: confirmation, recording: entry),
                within: limits)
        }
        if isMade { channel.signal() }
    }

    /// What a link does that would work now. Looking never uses it up.
    ///
    /// - Returns: also the address that its account would have then.
    /// - Throws: ``TokenError``.
    package func check(_ token: CompactToken) throws -> (step: Step, address: EmailAddress) {
        let (claims, step) = try genuineClaims(token)
        guard
            let address = try store.address(
                behind: claims.fingerprint, for: claims.purpose, of: claims.account, at: clock.now)
        else { throw TokenError.invalid }
        return (step, address)
    }

    /// Gives the account the address that the link was mailed to. Its sessions end, and links for a new password or address
    /// are void; the old address gets a mail with a link that undoes it, unless the account returns to an address that is
    /// reserved for it.
    ///
    /// - Throws: ``TokenError``, also when another account has the address by now.
    package func confirm(_ token: CompactToken, from client: Client) throws {
        let (claims, step) = try genuineClaims(token)
        guard step == .confirm, let old = try store.emailAddress(of: claims.account) else { throw TokenError.invalid }
        let now = clock.now
        let undo = links.make(.emailChanged, .undo, to: old, of: claims.account, at: now)
        try audit.record(.addressChanged, of: claims.account, from: client) { entry in
            try store.confirm(
                ConfirmedAddress(
                    fingerprint: claims.fingerprint, account: claims.account, old: old, undo: undo,
                    returned: OutboxMail(
                        id: OutboxMailID(identifiers.next()), account: claims.account, to: old,
                        content: .notice(.emailReturned), written: now),
                    time: now, recording: entry))
        }
        channel.signal()
    }

    /// Gives the account the address back that it had before. Its sessions and API tokens end, its password is no good any
    /// more, all its links are void but those that undo earlier changes, and a link for a new password is mailed.
    ///
    /// - Throws: ``TokenError``, also while the account is disabled.
    package func undo(_ token: CompactToken, from client: Client) throws {
        let (claims, step) = try genuineClaims(token)
        guard step == .undo else { throw TokenError.invalid }
        let now = clock.now
        let reset = tokens.newClaims(.reset, for: claims.account, at: now)
        let mail = OutboxMail(
            id: OutboxMailID(identifiers.next()), account: claims.account, content: .link(.addressRestored, reset),
            written: now)
        try audit.record(.addressRestored, of: claims.account, from: client) { entry in
            try store.undo(
                UndoneAddress(
                    fingerprint: claims.fingerprint, account: claims.account,
                    reset: PendingLink(claims: reset, mail: mail), time: now, recording: entry))
        }
        channel.signal()
    }

    /// The claims of a token for either purpose.
    private func genuineClaims(_ token: CompactToken) throws -> (TokenClaims, Step) {
        let now = clock.now
        do {
            return (try tokens.verify(token, as: .email, at: now) { try store.withdraw($0.fingerprint) }, .confirm)
        } catch TokenError.invalid {
            return (try tokens.verify(token, as: .undo, at: now) { try store.withdraw($0.fingerprint) }, .undo)
        }
    }
}
