/// What an account may do about its own sessions.
///
/// Tests: SessionListTests.swift, LogOutTests.swift
package struct Sessions {
    private let store: any SessionStore
    private let audit: Audit
    private let clock: WallClock

    package init(store: any SessionStore, audit: Audit, clock: WallClock) {
        self.store = store
        self.audit = audit
        self.clock = clock
    }

    /// Those that are good, after `position`, in the order of their identifiers.
    package func list(
        of account: AccountID, after position: SessionID?, limit: Int
    ) throws -> [SessionStatus] {
        try store.sessions(of: account, after: position, limit: limit, at: clock.now)
    }

    /// Ends one.
    ///
    /// - Throws: ``NoSuchThing`` when the account has none with this identifier.
    package func end(_ session: SessionID, of account: AccountID, from client: Client) throws {
        try audit.record(.sessionEnded, of: account, from: client) { entry in
            guard try store.end(session, of: account, recording: entry) else { throw NoSuchThing() }
        }
    }

    /// Ends the one that a request was made with.
    package func logOut(_ authority: Authority, from client: Client) throws {
        guard let session = authority.session else { return }
        _ = try audit.record(.loggedOut, of: authority.account, from: client) { entry in
            try store.end(session.sessionID, of: authority.account, recording: entry)
        }
    }

    /// Ends all of them, the one that the request was made with included.
    ///
    /// - Parameter tokens: whether API tokens end too.
    package func logOutEverywhere(_ account: AccountID, andAPITokens tokens: Bool, from client: Client) throws {
        try audit.record(.sessionsEnded, of: account, from: client) { entry in
            try store.endSessions(of: account, except: nil, andAPITokens: tokens, recording: entry)
        }
    }
}

/// What belongs to an account is not there, or belongs to another one: the difference is not told.
package struct NoSuchThing: Error, Equatable {
    package init() {}
}
