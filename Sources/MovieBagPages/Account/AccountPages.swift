import Mail
import MovieBag
import Web

/// The page of the own account: what its user sees of it and changes.
///
/// Tests: AccountPageTests.swift, AccountFormTests.swift
struct AccountPages {
    let frame: PageFrame
    let cookie: PageSessionCookie
    let own: OwnAccount
    let sessions: Sessions
    let addressChanges: AddressChanges
    let clients: ClientRecognition
    /// Whether an address without a dot in its domain may be given.
    let allowsLocalMail: Bool
    let parts: AccountParts

    func show(_ visit: Visit) throws -> Response {
        var values = PageValues()
        let notices: [Notice] = [
            .saved, .passwordChanged, .emailMailed, .sessionEnded, .tokenEnded, .nothingChanged,
        ]
        values["notice"] = Notice(in: visit.query, of: notices)?.text(visit.texts)
        return try page(visit, values)
    }

    /// At an address that only takes forms: a browser asks for it after a log-in.
    func showInstead(_: Visit) -> Response { frame.redirect(to: "/account") }

    /// Does what a form asks for, or shows the page again with what is wrong.
    func answer(
        _ form: PageForm, _ visit: Visit, _ change: (_ member: Visit.Member, _ client: Client) throws -> Response
    ) throws -> Response {
        let member = try visit.requireMember()
        do {
            try form.require(try visit.form)
            return try change(member, clients.client(of: visit))
        } catch {
            let (values, manner) = try frame.again(form, visit, error)
            return try page(visit, values, manner)
        }
    }

    func back(_ notice: Notice) -> Response { frame.redirect(to: "/account?notice=\(notice.rawValue)") }

    /// The whole page; `values` replace those that it has by itself.
    func page(_ visit: Visit, _ values: PageValues, _ manner: PageFrame.Manner = .init()) throws -> Response {
        let member = try visit.requireMember()
        var all = profile(member.profile, visit.texts)
        all.merge(addresses)
        all["minimum"] = "\(frame.minimumPassword)"
        all["password_hint"] = visit.texts("password_hint", ["minimum": "\(frame.minimumPassword)"])
        all["days"] = "90"
        let movies = try own.movieCount(of: member.account)
        all["movies_mine_counted"] = movies == 0 ? nil : visit.texts("movies_mine", count: movies)
        all.set(
            "is_last_administrator",
            if: try member.isAdministrator && parts.administration.isLastAdministrator(member.account))
        try fillSessions(&all, of: member, visit.texts)
        try fillTokens(&all, of: member, visit.texts)
        all.set("here_account", if: true)
        all.merge(values)
        all.set("languages", list: languages(chosen: all["language"] ?? "", visit.texts))
        return frame.page(.account, for: visit, all, manner)
    }

    private func profile(_ profile: Profile, _ texts: PageTexts) -> PageValues {
        var values = PageValues()
        values["email_now"] = profile.email.text
        values["name_now"] = profile.name?.text
        values["joined_time"] = "\(profile.created)"
        values["joined_text"] = texts("joined", ["date": texts.date(profile.created)])
        values["role_text"] = texts("role_\(profile.role.rawValue)")
        values["display_name"] = profile.name?.text
        values["language"] = profile.language
        return values
    }

    private var addresses: PageValues {
        var values = PageValues()
        values["profile_url"] = frame.address("/account/profile")
        values["password_url"] = frame.address("/account/password")
        values["email_url"] = frame.address("/account/email")
        values["end_all_url"] = frame.address("/account/logout-all")
        values["token_url"] = frame.address("/account/tokens")
        values["export_url"] = frame.address("/account/export")
        values["delete_url"] = frame.address("/account/delete")
        return values
    }
}
