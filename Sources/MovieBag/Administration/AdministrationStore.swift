import Mail

/// Where administrators find and change the accounts of others. A store belongs to one thread.
///
/// `administrator` is the account that does it. That it is an administrator who is not disabled is asked again in the same
/// transaction, as it may have changed since the request was let in: else a function throws
/// ``AuthorityError/administratorsOnly``. It is `nil` for a command of the operator.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol AdministrationStore {
    /// Those after `position`, in the order of their identifiers; deleted ones are not among them.
    func profiles(after position: AccountID?, limit: Int) throws -> [Profile]

    /// The account with this address, found without regard to case.
    func profile(withEmail email: EmailAddress) throws -> Profile?

    /// Whether an account is the only administrator who is not disabled.
    func isLastAdministrator(_ account: AccountID) throws -> Bool

    /// Changes an account. One that gets disabled loses its sessions, its API tokens and its links with the mails that carry
    /// them: all or nothing.
    ///
    /// - Throws: ``NoSuchThing``; ``AccountError/unprovedAdministrator`` when `administrator` would make an account another
    ///   one whose address has not been proved, which only the operator may; ``AccountError/lastAdministrator`` when no
    ///   administrator would be left who is not disabled.
    func change(_ account: AccountID, to change: AccountChange, by administrator: AccountID?, at now: UnixTime) throws

    /// Ends every session and every API token of an account.
    ///
    /// - Throws: ``NoSuchThing``.
    func endSessions(of account: AccountID, by administrator: AccountID?) throws

    /// Ends sessions and API tokens, and makes links for a new password void with the mails that carry them, of all
    /// accounts.
    ///
    /// - Parameter limit: how many of each at most, so that other writes need not wait for long.
    /// - Returns: how many sessions and API tokens ended, and whether there may be more of anything.
    func endSessionsOfEveryone(limit: Int) throws -> (ended: Int, isMore: Bool)

    /// Keeps a link for a new password, and queues the mail that carries it if there is one. Every other link for a new
    /// password of the account is void, and not mailed if its mail waits still.
    ///
    /// - Throws: ``NoSuchThing``; ``AccountError/disabled``.
    func begin(_ link: AdministeredLink, by administrator: AccountID?) throws
}

/// A link for a new password that an administrator gives an account.
package struct AdministeredLink: Sendable {
    package let claims: TokenClaims
    /// `nil` when the link is shown to the operator instead.
    package let mail: OutboxMail?

    package init(claims: TokenClaims, mail: OutboxMail?) {
        self.claims = claims
        self.mail = mail
    }
}
