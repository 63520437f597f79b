import TestPages

/// The response to a request for a page, and the page in it.
struct PageOutcome {
    let document: CGIDocument
    /// `nil` for what is no page: a redirect, a file, the API.
    let page: StrictPage?
    private let sent: SentForm

    /// What pages show of people, to accounts only.
    static let privateName = "Ann Private"

    init(of sent: SentForm, at site: FuzzedSite) throws {
        self.sent = sent
        document = try site.document(of: sent.variables, body: sent.form ?? [])
        let isPage = document["Content-Type"] == "text/html; charset=utf-8" && document.status != 303
        page = isPage ? try StrictPage(document.body) : nil
    }

    /// Looks at what is shown to whom.
    func check(isMember: Bool) throws {
        guard let page else { return }
        // A log-in may show what was to be done before it.
        let isMember = isMember || opensSession
        let links = Set(page.elements.compactMap { $0["href"] ?? $0["action"] })
        let own = links.intersection(["/account", "/removed", "/movies/new", "/admin"])
        if isMember {
            let isHome = sent.form == nil && sent.path == Array("/".utf8)
            try require(!isHome || own.count == 4, "the good cookie is that of the session")
            let isOfAPI = sent.path.starts(with: "/api".utf8)
            try require(isOfAPI || document["Cache-Control"] == "no-store", "no cache keeps a page of an account")
        } else {
            try require(own.isEmpty, "a stranger is offered nothing that accounts may do")
            let isTyped = sent.says(Self.privateName)
            let isShown = document.body.holds(Self.privateName)
            try require(isTyped || !isShown, "names of people are for accounts only")
        }
    }

    /// Whether the browser has another session from now on.
    var opensSession: Bool { document["Set-Cookie"].map { !$0.hasPrefix("__Host-session=;") } ?? false }

    /// Whether both responses say the same of what was sent: a text may have other problems than a harmless one.
    func says(theSameAs other: PageOutcome) -> Bool {
        guard document.status == other.document.status, let page, let others = other.page else { return false }
        func problems(_ page: StrictPage) -> [String] {
            page.elements.filter { $0["aria-invalid"] != nil }.map { $0["id"] ?? "" }
        }
        return SentForm.harmless(page.heading) == Array(others.heading.utf8) && problems(page) == problems(others)
    }

    /// The elements and their attributes, without values.
    var structure: [[String]] {
        page?.elements.map { [$0.name] + $0.attributes.map(\.name) } ?? []
    }
}
