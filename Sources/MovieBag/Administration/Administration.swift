import Mail

/// What administrators do with the accounts of others, and the operator by commands.
///
/// `administrator` is the account that does it; `nil` is the operator.
///
/// Tests: AdministrationTests.swift, AdministrationStoreTests.swift
package struct Administration {
    private let store: any AdministrationStore & OwnAccountStore
    private let clock: WallClock
    private let audit: Audit

    package init(store: any AdministrationStore & OwnAccountStore, clock: WallClock, audit: Audit) {
        self.store = store
        self.clock = clock
        self.audit = audit
    }

    /// Accounts after `position`, in the order of their identifiers.
    package func list(after position: AccountID?, limit: Int) throws -> [Profile] {
        try store.profiles(after: position, limit: limit)
    }

    /// The account with an address, found without regard to case; `nil` when there is none.
    package func account(withEmail email: EmailAddress) throws -> Profile? {
        try store.profile(withEmail: email)
    }

    /// - Throws: ``NoSuchThing``.
    package func account(_ id: AccountID) throws -> Profile {
        guard let profile = try store.profile(of: id) else { throw NoSuchThing() }
        return profile
    }

    /// Whether an account is the only administrator who is not disabled, who cannot go.
    package func isLastAdministrator(_ id: AccountID) throws -> Bool {
        try store.isLastAdministrator(id)
    }

    /// Gives an account another role, disables or enables it. Nothing is written or recorded where it is so already.
    ///
    /// - Returns: the account as it is then.
    /// - Throws: ``NoSuchThing``, ``AccountError/lastAdministrator``, and but for the operator
    ///   ``AccountError/unprovedAdministrator``.
    @discardableResult
    package func change(
        _ id: AccountID, to change: AccountChange, by administrator: AccountID?, from client: Client? = nil
    ) throws -> Profile {
        let before = try account(id)
        guard !change.isMade(in: before) else { return before }
        let kind: AuditKind =
            switch change.isDisabled {
            case true?: .accountDisabled
            case false?: .accountEnabled
            case nil: .roleChanged
            }
        try audit.record(
            kind, of: id, by: administrator, from: client, detail: change.role.map { "role \($0.rawValue)" }
        ) {
            try store.change(id, to: change, by: administrator, at: clock.now)
        }
        return try account(id)
    }

    /// Ends every session and every API token of an account.
    ///
    /// - Throws: ``NoSuchThing``.
    package func endSessions(of id: AccountID, by administrator: AccountID?, from client: Client? = nil) throws {
        _ = try account(id)
        try audit.record(.sessionsEnded, of: id, by: administrator, from: client) {
            try store.endSessions(of: id, by: administrator)
        }
    }

    /// Ends every session and every API token there is, and makes all links for a new password void: for the operator, after
    /// a leak. It is done in parts, which other writes go between.
    ///
    /// - Returns: how many sessions and API tokens ended.
    package func endSessionsOfEveryone() throws -> Int {
        var part = try audit.record(.sessionsEnded, of: nil, by: nil, from: nil, detail: "of all accounts") {
            try store.endSessionsOfEveryone(limit: 1000)
        }
        var ended = part.ended
        while part.isMore {
            part = try store.endSessionsOfEveryone(limit: 1000)
            ended += part.ended
        }
        return ended
    }
}
