import Mail

/// Where accounts and their sessions are kept. A store belongs to one thread.
///
/// Every function throws ``StorageUnavailable`` or ``Overloaded`` when it could not be done, and then it was not.
package protocol AccountStore {
    /// - Throws: ``AccountError/emailTaken``, decided by the storage itself.
    func add(_ account: Account) throws

    /// The account with this address, found without regard to case.
    func account(withEmail email: EmailAddress) throws -> Account?

    /// Keeps a session until it expires or the password is reset.
    ///
    /// - Parameters:
    ///   - password: what the login was checked against; a login that a reset overtook opens no session.
    ///   - network: where the log-in came from, for ``logInOrigins(at:)``.
    /// - Throws: ``AccountError/wrongCredentials`` when the account has another password by now, or is gone.
    func open(
        _ session: Session, provenBy password: PasswordHash, from network: ClientNetwork, at now: UnixTime) throws

    /// From where accounts have logged in of late, one for each account with a seat.
    func logInOrigins(at now: UnixTime) throws -> [LogInOrigin]

    /// Whether the session is there, belongs to `account` and has not expired.
    func hasSession(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) throws -> Bool

    /// Ends a session, if it is there.
    func end(_ fingerprint: TokenFingerprint) throws
}

/// The trace that an access token leaves: it is good while this is kept.
package struct Session: Sendable {
    package let fingerprint: TokenFingerprint
    package let account: AccountID
    package let expires: UnixTime

    package init(fingerprint: TokenFingerprint, account: AccountID, expires: UnixTime) {
        self.fingerprint = fingerprint
        self.account = account
        self.expires = expires
    }
}
