/// What a mail of the outbox is about. This is the one place that describes a kind; what it says is in its two templates
/// in each language.
///
/// Tests: OutboxAdministrationTests.swift
package enum MailKind: String, CaseIterable, Sendable {
    /// A link for a new password.
    case reset
    /// Word that the password was changed by who knew it.
    case passwordChanged = "password_changed"
    /// Word that a link of a mail was used to set a new password. Versions before it said so by the kind above, whose text
    /// is true of both.
    case passwordReset = "password_reset"
    /// A link that proves an address.
    case verify
    /// An invitation to sign up, with its link.
    case invitation
    /// Word to the owner of an account that its address was given for a sign-up.
    case knownSignUp = "known_sign_up"
    /// A link that confirms the new address of an account, to that address.
    case emailChange = "email_change"
    /// Word that an account has another address, to the old one, with a link that undoes it.
    case emailChanged = "email_changed"
    /// Word that an account has an address again that was reserved for it, to the one that it had meanwhile.
    case emailReturned = "email_returned"
    /// Word that an account has its old address again, to that address, with a link for a new password.
    case addressRestored = "address_restored"
    /// Word that an account was removed.
    case accountDeleted = "account_deleted"
    /// Word of a log-in by a client that was not known to the account, with what is known of it.
    case newClient = "new_client"

    /// Its name in the storage. A row with a name that is none of these was written by a newer version of the program, and
    /// is left to that.
    package var name: String { rawValue }

    /// The name of its templates: `NAME.txt` and `NAME.html` in the folder of a language.
    var template: String {
        switch self {
        case .reset: "reset_password"
        case .passwordChanged: "password_changed"
        case .passwordReset: "password_reset"
        case .verify: "verify_address"
        case .invitation: "invitation"
        case .knownSignUp: "known_sign_up"
        case .emailChange: "email_change"
        case .emailChanged: "email_changed"
        case .emailReturned: "email_returned"
        case .addressRestored: "address_restored"
        case .accountDeleted: "account_deleted"
        case .newClient: "new_client"
        }
    }

    /// In English, where no `words.txt` has another.
    var subject: String {
        switch self {
        case .reset: "[Movie-bag] Reset Your Password"
        case .passwordChanged: "[Movie-bag] Your password has been changed"
        case .passwordReset: "[Movie-bag] Password reset successful"
        case .verify: "[Movie-bag] Confirm Your Address"
        case .invitation: "[Movie-bag] You Are Invited"
        case .knownSignUp: "[Movie-bag] You Have an Account Already"
        case .emailChange: "[Movie-bag] Confirm your new email address"
        case .emailChanged: "[Movie-bag] Your email address has been changed"
        case .emailReturned: "[Movie-bag] Your earlier email address is in use again"
        case .addressRestored: "[Movie-bag] Your email address has been restored"
        case .accountDeleted: "[Movie-bag] Your account has been deleted"
        case .newClient: "[Movie-bag] New log-in to your account"
        }
    }

    /// What the one-use token of its link is for; `nil` for a kind without a link.
    package var linkPurpose: TokenPurpose? {
        switch self {
        case .reset, .addressRestored: .reset
        case .verify: .verify
        case .invitation: .invitation
        case .emailChange: .email
        case .emailChanged: .undo
        case .passwordChanged, .passwordReset, .knownSignUp, .emailReturned, .accountDeleted, .newClient: nil
        }
    }

    /// Whether it carries a link with a one-use token, which the templates must show.
    package var hasLink: Bool { linkPurpose != nil }

    /// Whether it says from where something was done.
    package var hasOrigin: Bool { self == .newClient }
}
