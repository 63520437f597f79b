/// A log-in that was proven, and is about to open its session.
package struct LogIn: Sendable {
    package let session: Session
    /// What it was checked against: a log-in that a reset overtook opens no session.
    package let password: PasswordHash
    /// The same password hashed with today's parameters, where the stored hash has others: it replaces that one.
    package let renewed: PasswordHash?
    /// Where it came from, for ``AccountStore/logInOrigins(at:)``.
    package let network: ClientNetwork
    /// The same for its account to see.
    package let origin: SessionOrigin
    /// How many sessions its account may have then, this one included.
    package let mostSessions: Int
    /// The guess that it was; `nil` when guesses are not limited.
    package let guess: Guess?
    package let entry: AuditEntry
    /// Makes the mail of a client that was not known; called on the storage's thread. `nil` for none.
    package let notice: (@Sendable () -> OutboxMail)?

    /// The least time between two such mails to an account, in seconds.
    package static let noticeSpacing: Int64 = 24 * 3600

    package init(
        session: Session, provenBy password: PasswordHash, renewed: PasswordHash? = nil, from network: ClientNetwork,
        origin: SessionOrigin = SessionOrigin(client: nil, agent: nil), mostSessions: Int,
        guess: Guess? = nil, recording entry: AuditEntry, notice: (@Sendable () -> OutboxMail)? = nil
    ) {
        self.session = session
        self.password = password
        self.renewed = renewed
        self.network = network
        self.origin = origin
        self.mostSessions = mostSessions
        self.guess = guess
        self.entry = entry
        self.notice = notice
    }
}
