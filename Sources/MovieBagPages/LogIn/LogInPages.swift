import Mail
import MovieBag
import Text
import Web

/// Logging in and out by pages.
///
/// Tests: LogInPageTests.swift
struct LogInPages {
    let frame: PageFrame
    let cookie: PageSessionCookie
    let codes: FormCodes
    let accounts: Accounts
    let sessions: Sessions
    let pendingSignUps: PendingSignUps
    let clients: ClientRecognition
    /// Whether the site has no account yet; `false` where that is not told.
    let isEmpty: () throws -> Bool

    private static let email = FieldID("email", "email_problem")

    func show(_ visit: Visit) throws -> Response {
        let query = visit.query
        var values = PageValues()
        values["next"] = query.all("next").first.flatMap { NextPage($0) }?.path
        values["notice"] = Notice(in: query, of: [.loggedOut, .loggedOutEverywhere, .accountMade])?.text(visit.texts)
        if visit.member == nil { values.set("no_accounts", if: try isEmpty()) }
        return page(visit, values)
    }

    /// The same page in the place of one for which one has to log in; what was sent to that one is carried along.
    func showFirst(_ visit: Visit, _ route: RouteDescription) throws -> Response {
        var values = PageValues()
        values["next"] = NextPage(of: visit, below: frame.site)?.path
        guard visit.request.method.takesBody else {
            let next = values["next"].map { "?next=\(Array($0.utf8).percentEncoded)" } ?? ""
            return frame.redirect(to: "/login\(next)")
        }
        values["notice"] = visit.texts("notice_session_over")
        var kept = KeptForm(of: try visit.form)
        if kept.fields.isEmpty, !Pages.hasPage(at: route.path) { kept = .button }
        values.set("kept", list: kept.list(isCarried: true))
        return page(visit, values, status: 403)
    }

    func logIn(_ visit: Visit) throws -> Response {
        let form = try visit.form
        let kept = KeptForm(carriedBy: form)
        let next = try form.single("next").flatMap { NextPage($0) }
        let client = try clients.client(of: visit)
        do {
            let secret = try accounts.logInByPage(
                email: visit.field("email").trimmingWhiteSpace, password: visit.field("password"), from: client,
                agent: visit.request.userAgent)
            // The browser has one session at a time.
            if let before = visit.member { try sessions.logOut(before.authority, from: client) }
            guard let next, !kept.fields.isEmpty else {
                return frame.redirect(to: next?.path ?? "/", fields: [cookie.setting(secret)])
            }
            return try goOn(to: next, with: kept, visit, secret)
        } catch {
            guard let problem = problem(of: error, visit) else { throw error }
            var values = PageValues()
            var problems = PageProblems()
            problems.add(problem, at: error as? AccountError == .wrongCredentials ? Self.email : nil)
            problems.fill(&values, visit.texts)
            values["email"] = try visit.text("email")
            values["next"] = next?.path
            values["resend_url"] = error as? AccountError == .notVerified ? frame.address("/login/resend") : nil
            values.set("kept", list: kept.list(isCarried: true))
            let limit = error as? LimitReached
            return page(
                visit, values, status: limit == nil ? 403 : 429,
                fields: limit.map { [$0.retryField] } ?? [])
        }
    }

    /// Mails another link to prove an address, if one waits for that.
    func resend(_ visit: Visit) throws -> Response {
        if let address = EmailAddress(try visit.text("email")) {
            try pendingSignUps.resend(to: address, from: clients.client(of: visit))
        }
        var values = PageValues()
        values["notice"] = visit.texts("notice_verify_mailed")
        values["email"] = try visit.text("email")
        return page(visit, values)
    }

    func showLogOut(_ visit: Visit) -> Response {
        frame.page(.logout, for: visit, PageValues())
    }

    /// Ends the session, and takes the cookie away. Done again it does no harm.
    func logOut(_ visit: Visit) throws -> Response {
        if let member = visit.member { try sessions.logOut(member.authority, from: clients.client(of: visit)) }
        return frame.redirect(to: "/login?notice=\(Notice.loggedOut.rawValue)", fields: [cookie.clearing])
    }

    /// A page whose one button sends what was typed before the log-in.
    private func goOn(to next: NextPage, with kept: KeptForm, _ visit: Visit, _ secret: PageSecret) throws -> Response {
        var values = PageValues()
        values["form_url"] = frame.address(next.path)
        values.set("kept", list: kept.list(isCarried: false))
        values["form_token"] = try codes.token(for: .session(secret.fingerprint), at: frame.clock.now)
        return frame.page(.goOn, for: visit, values, .init(fields: [cookie.setting(secret)]))
    }

    private func page(
        _ visit: Visit, _ values: PageValues, status: Int = 200, fields: [Response.Field] = []
    ) -> Response {
        var all = values
        all["log_in_url"] = frame.address("/login")
        all["forgot_url"] = frame.address("/forgot")
        all.set("here_login", if: true)
        return frame.page(
            .login, for: visit, all, .init(status: status, title: visit.texts("title_login"), fields: fields))
    }

    private func problem(of error: any Error, _ visit: Visit) -> String? {
        let texts = visit.texts
        return switch error {
        case AccountError.wrongCredentials: texts("problem_credentials")
        case AccountError.disabled: texts("problem_disabled")
        case AccountError.notVerified: texts("problem_not_verified")
        case let limit as LimitReached: visit.text(of: limit)
        default: nil
        }
    }

}

extension PageTexts {
    /// When to try again, to the minute or hour.
    func limit(_ limit: LimitReached) -> String {
        if limit.isOfMovies { return self("problem_movies_quota") }
        let minutes = Int((limit.retryAfter + 59) / 60)
        return minutes <= 90
            ? self("problem_limit_minutes", count: minutes) : self("problem_limit_hours", count: (minutes + 59) / 60)
    }
}

extension ClientRecognition {
    func client(of visit: Visit) throws -> Client {
        try client(
            remote: visit.request.remoteAddress, forwardedFor: visit.request.forwardedFor, request: visit.request.id)
    }
}
