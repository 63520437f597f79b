import Web

/// What the page after a change says of it: the address names it, so that no other site can put words into a page.
///
/// Tests: NoticeTests.swift
enum Notice: String, CaseIterable, Sendable {
    case loggedOut = "logged_out"
    case loggedOutEverywhere = "logged_out_everywhere"
    case accountMade = "account_made"
    case saved
    case added
    case restored
    case removed
    case markSaved = "mark_saved"
    case markRemoved = "mark_removed"
    case nothingChanged = "nothing_changed"
    case passwordChanged = "password_changed"
    case emailMailed = "email_mailed"
    case sessionEnded = "session_ended"
    case tokenEnded = "token_ended"
    case invitationWithdrawn = "invitation_withdrawn"
    case mailRetried = "mail_retried"
    case mailsRetried = "mails_retried"
    case mailDropped = "mail_dropped"
    case accountDisabled = "account_disabled"
    case accountEnabled = "account_enabled"
    case accountPromoted = "account_promoted"
    case accountDemoted = "account_demoted"
    case resetMailed = "reset_mailed"
    case sessionsEnded = "sessions_ended"

    /// The notice that a query names, if it is one of `possible`.
    init?(in query: FormFields, of possible: [Notice]) {
        guard let name = query.all("notice").first, let notice = Self(rawValue: String(decoding: name, as: UTF8.self)),
            possible.contains(notice)
        else { return nil }
        self = notice
    }

    /// - Parameter name: of the movie that it is about, where it names one.
    func text(_ texts: PageTexts, of name: String? = nil) -> String {
        texts("notice_\(rawValue)", ["name": texts.isolated(name ?? "…")])
    }
}
