/// What an account may do about its own sessions.
///
/// Tests: SessionListTests.swift, LogOutTests.swift
package struct Sessions {
    private let store: any SessionStore
    private let lifetimes: SessionLifetimes
    private let clock: WallClock

    package init(store: any SessionStore, lifetimes: SessionLifetimes, clock: WallClock) {
        self.store = store
        self.lifetimes = lifetimes
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
    package func end(_ session: SessionID, of account: AccountID) throws {
        guard try store.end(session, of: account) else { throw NoSuchThing() }
    }

    /// Ends the one that a request was made with.
    package func logOut(_ authority: Authority) throws {
        guard let session = authority.session else { return }
        _ = try store.end(session.sessionID, of: authority.account)
    }

    /// Ends all of them, the one that the request was made with included.
    ///
    /// - Parameter tokens: whether API tokens end too.
    package func logOutEverywhere(_ account: AccountID, andAPITokens tokens: Bool) throws {
        try store.endSessions(of: account, except: nil, andAPITokens: tokens)
    }
}

/// What belongs to an account is not there, or belongs to another one: the difference is not told.
package struct NoSuchThing: Error, Equatable {
    package init() {}
}
