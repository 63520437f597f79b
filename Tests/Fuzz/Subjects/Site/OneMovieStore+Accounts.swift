import Mail
import MovieBag

/// What accounts may change of themselves, and administrators of others.
extension OneMovieStore {
    func begin(_ request: ProofRequest, within limits: Limits) -> BegunProof {
        write()
        return .made
    }
    func emailAddress(of signUp: PendingSignUpID) -> EmailAddress? { EmailAddress("ann@example.org") }
    func prove(_ proof: AddressProof) -> AccountID {
        write()
        return proof.account
    }

    func add(
        _ invitation: Invitation, _ fingerprint: TokenFingerprint, by administrator: AccountID?, mail: OutboxMail?
    ) { write() }
    func invitations(after position: InvitationID?, limit: Int, at now: UnixTime) -> [Invitation] { [] }
    func invitation(_ fingerprint: TokenFingerprint, at now: UnixTime) -> Invitation? { nil }
    func remove(_ invitation: InvitationID, by administrator: AccountID?) throws {
        write()
        throw NoSuchThing()
    }
    func redeem(_ redemption: Redemption) throws -> AccountID {
        write()
        throw SignUpError.badInvitation
    }

    /// Everybody is, so that all routes are reached.
    func isAdministrator(_ account: AccountID) -> Bool { true }
    func add(
        _ token: APIToken, _ fingerprint: TokenFingerprint, confirmedBy confirmation: Confirmation,
        within limits: Limits, recording entry: AuditEntry
    ) { write() }
    func apiToken(_ fingerprint: TokenFingerprint, at now: UnixTime) -> APIToken? { nil }
    func apiTokens(of account: AccountID, after position: APITokenID?, limit: Int, at now: UnixTime) -> [APIToken] {
        []
    }
    func remove(_ token: APITokenID, of account: AccountID, recording entry: AuditEntry) -> Bool {
        write()
        return false
    }
    func noteUse(of token: APITokenID, at now: UnixTime) {}

    func sessions(of account: AccountID, after position: SessionID?, limit: Int, at now: UnixTime) -> [SessionStatus] {
        []
    }
    func end(_ session: SessionID, of account: AccountID, recording entry: AuditEntry) -> Bool {
        write()
        return false
    }
    func endSessions(
        of account: AccountID, except remaining: TokenFingerprint?, andAPITokens tokens: Bool,
        recording entry: AuditEntry
    ) { write() }

    func change(_ account: AccountID, to change: ProfileChange) { write() }
    func movieCount(of account: AccountID) -> Int { movie == nil ? 0 : 1 }
    func password(of account: AccountID) -> PasswordHash? { nil }
    func change(_ change: PasswordChange) { write() }

    func isFree(_ address: EmailAddress, for account: AccountID, at now: UnixTime) -> Bool { true }
    func address(
        behind fingerprint: TokenFingerprint, for purpose: TokenPurpose, of account: AccountID, at now: UnixTime
    ) -> EmailAddress? { EmailAddress("ben@example.org") }
    func confirm(_ change: ConfirmedAddress) { write() }
    func undo(_ change: UndoneAddress) { write() }

    func begin(_ departure: Departure) { write() }
    func continueDepartures(limit: Int, within budget: Duration) -> Bool { false }

    func retry(_ selection: MailSelection, at now: UnixTime) -> Int {
        write()
        return 0
    }
    func drop(_ selection: MailSelection, at now: UnixTime) -> Int {
        write()
        return 0
    }
}
