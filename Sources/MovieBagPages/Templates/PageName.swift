/// The pages that have a template of their own, by the names of the files without `.html`.
///
/// Tests: PageTemplatesTests.swift
package enum PageName: String, CaseIterable, Sendable {
    case account
    case accountGone = "account_gone"
    case admin
    case adminAudit = "admin_audit"
    case adminInvitations = "admin_invitations"
    case adminOutbox = "admin_outbox"
    case emailDone = "email_done"
    case emailForm = "email_form"
    case error
    case forgot
    case forgotMailed = "forgot_mailed"
    case goOn = "go_on"
    case invitationDone = "invitation_done"
    case invitationForm = "invitation_form"
    case linkRefused = "link_refused"
    case login
    case logout
    case movie
    case movieConflict = "movie_conflict"
    case movieEdit = "movie_edit"
    case movieNew = "movie_new"
    case movieRemove = "movie_remove"
    case movies
    case removed
    case resetChanged = "reset_changed"
    case resetForm = "reset_form"
    case resetRefused = "reset_refused"
    case signup
    case signupMailed = "signup_mailed"
    case verifyDone = "verify_done"
    case verifyForm = "verify_form"

    /// Values without which the page would be of no use: they stand in it, also when all others are missing.
    var required: [StaticString] {
        switch self {
        case .login, .forgot, .logout, .goOn, .movieNew, .movieRemove, .verifyForm, .resetForm, .invitationForm,
            .emailForm:
            ["title", "form_token"]
        case .movieEdit: ["title", "form_token", "version"]
        case .error, .linkRefused, .resetRefused: ["title", "message"]
        case .account, .accountGone, .admin, .adminAudit, .adminInvitations, .adminOutbox, .emailDone, .forgotMailed,
            .invitationDone, .movie, .movieConflict, .movies, .removed, .resetChanged, .signup, .signupMailed,
            .verifyDone:
            []
        }
    }
}
