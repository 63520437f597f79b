/// Making, listing and ending API tokens.
///
/// Tests: APITokenTests.swift
package struct APITokens {
    private let store: any APITokenStore
    private let audit: Audit
    private let identifiers: ObjectIDGenerator
    private let clock: WallClock
    private let limits: Limits

    package init(
        store: any APITokenStore, audit: Audit, identifiers: ObjectIDGenerator, clock: WallClock, limits: Limits
    ) {
        self.limits = limits
        self.store = store
        self.audit = audit
        self.identifiers = identifiers
        self.clock = clock
    }

    /// Makes a token of the account whose user confirms it; its text is given once.
    ///
    /// - Parameter days: how long it lives, one of ``APIToken/lifetimes``.
    /// - Throws: as ``APITokenStore/add(_:_:confirmedBy:within:recording:)``.
    package func make(
        confirmedBy confirmation: Confirmation, name: DisplayName, scope: APIToken.Scope, days: Int, from client: Client
    ) throws -> (token: APIToken, text: CompactToken) {
        let (now, account) = (clock.now, confirmation.account)
        let text = APIToken.makeText()
        let token = APIToken(
            id: APITokenID(identifiers.next()), account: account, name: name, scope: scope, opened: now, used: now,
            expires: now + .seconds(days * 24 * 3600))
        guard let fingerprint = APIToken.fingerprint(of: text.bytes) else {
            preconditionFailure("a text that was just made has its own checksum")
        }
        try audit.record(.tokenMade, of: account, from: client, detail: "token \(token.id)") { entry in
            try store.add(token, fingerprint, confirmedBy: confirmation, within: limits, recording: entry)
        }
        return (token, text)
    }

    /// Those that have not expired, after `position`, in the order of their identifiers.
    package func list(of account: AccountID, after position: APITokenID?, limit: Int) throws -> [APIToken] {
        try store.apiTokens(of: account, after: position, limit: limit, at: clock.now)
    }

    /// - Throws: ``NoSuchThing``.
    package func end(_ token: APITokenID, of account: AccountID, from client: Client) throws {
        try audit.record(.tokenEnded, of: account, from: client, detail: "token \(token)") { entry in
            guard try store.remove(token, of: account, recording: entry) else { throw NoSuchThing() }
        }
    }
}
