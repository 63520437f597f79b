/// What is recorded of accounts, each kind with the name that is stored.
///
/// A kind is one line here and its sentence below; nothing else knows all of them.
///
/// Tests: AuditKindTests.swift
package enum AuditKind: String, CaseIterable, Sendable {
    case signedUp = "signup"
    case signUpRefused = "signup-refused"
    /// A sign-up where addresses must be proved, or another link for one: no account exists yet, or it is not told which.
    case proofRequested = "proof-requested"
    case addressVerified = "address-verified"
    case loggedIn = "login"
    case logInFailed = "login-failed"
    case loggedOut = "logout"
    case sessionEnded = "session-ended"
    case sessionsEnded = "sessions-ended"
    case confirmationFailed = "confirmation-failed"
    case resetRequested = "reset-requested"
    case linkWithheld = "link-withheld"
    case passwordReset = "password-reset"
    case passwordChanged = "password-changed"
    case addressChangeRequested = "address-change-requested"
    case addressChanged = "address-changed"
    case addressRestored = "address-restored"
    case tokenMade = "token-made"
    case tokenEnded = "token-ended"
    case accountDeleted = "account-deleted"
    case accountAdded = "account-added"
    case roleChanged = "role-changed"
    case accountDisabled = "account-disabled"
    case accountEnabled = "account-enabled"
    case invitationMade = "invitation-made"
    case invitationWithdrawn = "invitation-withdrawn"
    case movieChanged = "movie-changed"
    case movieRemoved = "movie-removed"
    case movieRestored = "movie-restored"
    case movieHandedOver = "movie-handed-over"
    case mailRetried = "mail-retried"
    case mailDropped = "mail-dropped"
    case limitReached = "limit-reached"
    case accessRefused = "access-refused"

    /// What its line in the log begins with.
    package var sentence: String {
        switch self {
        case .signedUp: "signed up"
        case .signUpRefused: "sign-up refused"
        case .proofRequested: "proof of an address requested"
        case .addressVerified: "address verified"
        case .loggedIn: "logged in"
        case .logInFailed: "log-in failed"
        case .loggedOut: "logged out"
        case .sessionEnded: "session ended"
        case .sessionsEnded: "sessions ended"
        case .confirmationFailed: "password not confirmed"
        case .resetRequested: "reset requested"
        case .linkWithheld: "link withheld"
        case .passwordReset: "password reset"
        case .passwordChanged: "password changed"
        case .addressChangeRequested: "address change requested"
        case .addressChanged: "address changed"
        case .addressRestored: "address restored"
        case .tokenMade: "token made"
        case .tokenEnded: "token ended"
        case .accountDeleted: "account deleted"
        case .accountAdded: "account added"
        case .roleChanged: "role changed"
        case .accountDisabled: "account disabled"
        case .accountEnabled: "account enabled"
        case .invitationMade: "invitation made"
        case .invitationWithdrawn: "invitation withdrawn"
        case .movieChanged: "movie changed"
        case .movieRemoved: "movie removed"
        case .movieRestored: "movie restored"
        case .movieHandedOver: "movie handed over"
        case .mailRetried: "mail made due"
        case .mailDropped: "mail dropped"
        case .limitReached: "limit reached"
        case .accessRefused: "access refused"
        }
    }

    /// Whether it happens in the ordinary use of a site: its lines have level info instead of notice.
    package var isRoutine: Bool {
        switch self {
        case .signedUp, .loggedIn, .loggedOut, .sessionEnded: true
        default: false
        }
    }

    /// Whether strangers can cause it without end: beyond ``AuditSums/most`` a minute it is summed.
    package var isSummed: Bool {
        switch self {
        case .signUpRefused, .proofRequested, .logInFailed, .confirmationFailed, .resetRequested, .linkWithheld,
            .limitReached, .accessRefused:
            true
        default: false
        }
    }
}
