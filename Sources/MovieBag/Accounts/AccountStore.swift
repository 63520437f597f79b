import Mail

/// Where accounts and their sessions are kept. A store belongs to one thread.
///
/// Every function that throws throws what ``Storage`` says when it could not be done.
package protocol AccountStore: RoleStore {
    /// - Throws: ``AccountError/emailTaken``, decided by the storage itself.
    func add(_ account: Account, recording entry: AuditEntry) throws

    /// The account with this address, found without regard to case.
    func account(withEmail email: EmailAddress) throws -> Account?

    /// Whether there is any account.
    func hasAccounts() throws -> Bool

    /// The password of the account with this address, found in the same way. Nothing else of the account is read, so that
    /// an address that has one takes hardly longer than one that has none.
    func password(ofEmail email: EmailAddress) throws -> StoredPassword?

    /// Opens the session of a log-in, records it, and notes its client as known to the account: the session is kept until it expires or the password is reset. Where its account has more
    /// than it may have then, those that were used least recently end: all or nothing.
    /// A password that was hashed anew ends nothing: no session, no reset and no repetition of one.
    /// Of a client that is not known ``LogIn/notice`` is mailed, unless the account has never been logged in to by an
    /// identified one, or had such a mail within ``LogIn/noticeSpacing``.
    ///
    /// - Throws: ``AccountError/wrongCredentials`` when the account has another password by now, or is gone;
    ///   ``LimitReached`` when wrong guesses have used up the room for this one meanwhile.
    func open(_ logIn: LogIn) throws

    /// From where accounts have logged in of late, one for each account with a seat.
    func logInOrigins(at now: UnixTime) throws -> [LogInOrigin]

    /// The session that is there, belongs to `account` and has not expired; `nil` when there is none.
    func session(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) throws -> KeptSession?

    /// The same session, and whose it is.
    func session(_ fingerprint: TokenFingerprint, at now: UnixTime) throws -> (
        account: AccountID, session: KeptSession
    )?

    /// Notes that a session was used, and returns at once. The use counts here from now on; it is written within its
    /// patience, with something else if it can be, and may be lost when the process or the storage fails.
    func note(_ use: SessionUse, of fingerprint: TokenFingerprint)

    /// Ends a session, if it is there.
    func end(_ fingerprint: TokenFingerprint) throws
}
