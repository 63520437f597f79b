import MovieBag
import Web

/// What all pages share: their templates, the head and the foot, and the header fields.
struct PageFrame: Sendable {
    let templates: PageTemplates
    let site: PublicURL
    let settings: PageSettings
    let readers: Readers
    let signUp: SignUpPolicy
    /// The fewest bytes of a new password.
    let minimumPassword: Int
    let clock: WallClock

    /// Loads the files of this site, sends forms to it, and nothing else (CSP level 3).
    private static let policy = Response.Field(
        "Content-Security-Policy",
        """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; \
        base-uri 'none'; frame-ancestors 'none'
        """)

    /// How a page differs from others.
    struct Manner {
        var status = 200
        /// Instead of the title by the name of the page.
        var title: String?
        var caching = Response.Caching.forbidden
        /// Whether its address holds a token, which no other site may learn.
        var hidesAddress = false
        var fields: [Response.Field] = []
    }

    /// A page.
    func page(_ name: PageName, for visit: Visit, _ values: PageValues, _ manner: Manner = Manner()) -> Response {
        var all = head(for: visit)
        let title = manner.title ?? visit.texts("title_\(name.rawValue)")
        all["title"] = title
        all.merge(values)
        if values["problems_counted"] != nil || values["problem"] != nil {
            all["page_title"] = visit.texts("title_problem", ["title": title])
        }
        return Response(
            status: manner.status, content: .html, caching: manner.caching,
            fields: [
                .init("Referrer-Policy", manner.hidesAddress ? "no-referrer" : "same-origin"), Self.policy,
            ] + manner.fields,
            body: templates.render(name, in: visit.language, all))
    }

    /// Leads a browser on by GET, after a form.
    ///
    /// - Parameter path: below the site.
    func redirect(to path: String, fields: [Response.Field] = []) -> Response {
        Response(
            status: 303, content: .none, caching: .forbidden,
            fields: [.init("Location", "\(site.path)\(path)")] + fields,
            body: [])
    }

    /// The address of a page.
    ///
    /// - Parameter path: below the site.
    func address(_ path: String) -> String { "\(site.path)\(path)" }

    /// Whether a visitor may see the collection.
    func mayRead(_ visit: Visit) -> Bool { readers == .anyone || visit.member != nil }

    /// Who may keep a page of the collection: one that a stranger sees, for a second; one of an account no cache.
    func caching(for visit: Visit, status: Int) -> Response.Caching {
        let isPublic = readers == .anyone && visit.member == nil && visit.request.cookies == nil && status == 200
        return isPublic ? .publicPage : .forbidden
    }

    private func head(for visit: Visit) -> PageValues {
        var values = PageValues()
        values["lang"] = visit.language.rawValue
        values["dir"] = visit.language.direction
        values["site_name"] = settings.siteName
        values["home_url"] = address("/")
        values["style_url"] = address("/style-\(templates.files.style.hash).css")
        values["script_url"] = address("/site-\(templates.files.script.hash).js")
        values["icon_url"] = address("/favicon.svg")
        values["manifest_url"] = address("/manifest.webmanifest")
        values["feed_url"] = readers == .anyone && settings.mode == .all ? address("/feed.atom") : nil
        values["api_url"] = address("/api")
        values["imprint_url"] = settings.imprint
        values["privacy_url"] = settings.privacy
        values["form_token"] = visit.formToken
        guard settings.mode == .all else { return values }
        guard let member = visit.member else {
            values["login_url"] = address("/login")
            values["signup_url"] = signUp.mode == .open ? address("/signup") : nil
            return values
        }
        values["account_name"] = member.shownName
        values["account_url"] = address("/account")
        values["logout_url"] = address("/logout")
        values["new_url"] = address("/movies/new")
        values["removed_url"] = address("/removed")
        if member.isAdministrator {
            values.set("is_administrator", if: true)
            values["admin_url"] = address("/admin")
        }
        return values
    }
}
