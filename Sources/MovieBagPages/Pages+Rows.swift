import MovieBag
import Web

/// Tests: PageRouteTests.swift
extension Pages {
    /// Every route with its handler. Those without a parameter stand before those with one.
    static let rows: [Row] = linkRows + fileRows + siteRows + movieRows + accountRows + administrationRows

    /// Whether a path can be opened, and not only have a form sent to it.
    ///
    /// - Parameter path: that of a route, with its parameter as it stands there.
    static func hasPage(at path: String) -> Bool { rows.contains { $0.0.method == .get && $0.0.path == path } }

    /// What each page loads.
    static let fileRows: [Row] = [
        (page(.get, "/style-{hash}.css"), { $0.files.style }),
        (page(.get, "/site-{hash}.js"), { $0.files.script }),
        (page(.get, "/favicon.svg"), { $0.files.icon }),
        (page(.get, "/manifest.webmanifest"), { $0.files.manifest }),
    ]

    static let siteRows: [Row] = [
        (page(.get, "/login"), { $0.logIn.show }),
        (page(.post, "/login", body: longForm), { $0.logIn.logIn }),
        (page(.post, "/login/resend", body: form), { $0.logIn.resend }),
        (page(.get, "/logout"), { $0.logIn.showLogOut }),
        (page(.post, "/logout", body: form), { $0.logIn.logOut }),
        (page(.get, "/signup"), { $0.signUp.showSignUp }),
        (page(.post, "/signup", body: form), { $0.signUp.signUp }),
        (page(.get, "/signup/mailed"), { $0.signUp.showMailed }),
        (page(.get, "/forgot"), { $0.signUp.showForgot }),
        (page(.post, "/forgot", body: form), { $0.signUp.forgot }),
        (page(.get, "/forgot/mailed"), { $0.signUp.showForgotMailed }),
        (page(.get, "/robots.txt"), { $0.files.robots }),
    ]

    static let movieRows: [Row] = [
        (page(.get, "/"), { $0.collection.show }),
        (page(.get, "/feed.atom"), { $0.feed.show }),
        (page(.get, "/movies/new", by: .session), { $0.additions.show }),
        (page(.post, "/movies/new", by: .session, body: longForm), { $0.additions.add }),
        (page(.get, "/movies/{id}/edit", by: .session), { $0.edits.show }),
        (page(.post, "/movies/{id}/edit", by: .session, body: longForm), { $0.edits.change }),
        (page(.get, "/movies/{id}/remove", by: .session), { $0.removals.show }),
        (page(.post, "/movies/{id}/remove", by: .session, body: form), { $0.removals.remove }),
        (page(.post, "/movies/{id}/restore", by: .session, body: form), { $0.removed.restore }),
        (page(.get, "/removed", by: .session), { $0.removed.show }),
        (page(.post, "/movies/{id}/mark", by: .session, body: form), { $0.marks.save }),
        (page(.post, "/movies/{id}/mark/remove", by: .session, body: form), { $0.marks.remove }),
        (page(.get, "/movies/{id}"), { $0.movies.show }),
    ]

    static func page(
        _ method: Method, _ path: String, by caller: RouteDescription.Caller = .anyone,
        body: RouteDescription.Body = .none
    ) -> RouteDescription {
        RouteDescription(method, path, by: caller, body: body, isPage: true)
    }

    /// Two passwords of 1,024 bytes, each byte escaped, need 6 KiB.
    static let form = RouteDescription.Body.form(atMost: 16 << 10)
    /// A movie of 64 KiB, each byte escaped.
    private static let longForm = RouteDescription.Body.form(atMost: 256 << 10)
}
