import MovieBag
import TestPages
import Web

/// Pages and their forms: who is logged in, which site a form comes from, and what is shown of that.
struct PageForms: FuzzSubject {
    private let site: FuzzedSite
    private let movie: Movie
    /// The cookie of the one session, and the tokens of forms for it and for a stranger.
    private let (session, token, guest): (String, String, String)

    private static let cookie = "__Host-session"
    private static let password = "correct horse"
    private static let origin = "https://movies.example.org"

    /// Signs up, logs in, and reads a form as a browser does.
    init(site: FuzzedSite) throws {
        self.site = site
        let identifier = Array("6b040c7a9038f0e11eacea01".utf8)
        let owner = try require(AccountID(bytes: Array(repeating: 7, count: 12)), "twelve bytes are an identifier")
        movie = Movie(
            id: try require(MovieID(hexadecimal: identifier[...]), "and so are their digits"),
            name: try MovieName(Array("Ikiru".utf8)), cast: try Labels([Array("Takashi Shimura".utf8)], field: "casts"),
            genres: try Labels([Array("Drama".utf8)], field: "genres"), owner: owner)
        let signUp = #"{"email":"ann@example.org","password":"\#(Self.password)"}"#
        _ = try site.response(
            [
                ("REQUEST_METHOD", Array("POST".utf8)), ("REQUEST_URI", Array("/api/auth/signup".utf8)),
                ("CONTENT_TYPE", Array("application/json".utf8)),
            ], body: Array(signUp.utf8))
        let account = try require(site.store.added, "an account can be made")
        site.store.member = Account(
            id: owner, email: account.email, password: account.password,
            name: try DisplayName(Array(PageOutcome.privateName.utf8)), role: .administrator, isVerified: true)
        let logIn = SentForm(
            target: Array("/login".utf8), cookies: [], site: Array("same-origin".utf8),
            form: Array("email=ann%40example.org&password=correct+horse".utf8))
        let cookie = try require(try PageOutcome(of: logIn, at: site).document["Set-Cookie"], "and logged in to")
        session = String(cookie.dropFirst(Self.cookie.utf8.count + 1).prefix { $0 != ";" })
        site.store.goodSession = try require(site.store.opened, "which opens a session")
        func token(_ cookies: String, _ target: String) throws -> String {
            let form = SentForm(target: Array(target.utf8), cookies: Array(cookies.utf8))
            let page = try PageOutcome(of: form, at: site).page
            let field = page?.elements.first { $0["name"] == "form_token" }
            return try require(field?["value"], "a form has its token")
        }
        self.token = try token("\(Self.cookie)=\(session)", "/movies/new")
        guest = try token("", "/login")
    }

    /// The input is that of ``SentForm``. `@session` stands for the good cookie, `@token` and `@guest` for the good tokens of forms,
    /// which nobody finds by trying.
    func examine(_ input: [UInt8]) throws {
        let sent = SentForm(withTokens(input))
        let outcomes = try follow(sent)
        guard let harmless = sent.harmless else { return }
        for (outcome, other) in zip(outcomes, try follow(harmless)) {
            guard outcome.says(theSameAs: other) else { return }
            try require(outcome.structure == other.structure, "no text of a visitor is markup")
        }
    }

    private func withTokens(_ input: [UInt8]) -> [UInt8] {
        guard input.contains(UInt8(ascii: "@")) else { return input }
        return input.replacing("@session".utf8, with: session.utf8).replacing("@token".utf8, with: token.utf8)
            .replacing("@guest".utf8, with: guest.utf8)
    }

    /// What becomes of a form: the page, the one that it leads to, and the collection after a change.
    private func follow(_ sent: SentForm) throws -> [PageOutcome] {
        site.store.clear(to: movie)
        let outcome = try PageOutcome(of: sent, at: site)
        let isMember = sent.hasCookie(Self.cookie, session)
        try outcome.check(isMember: isMember)
        try checkOrigin(of: sent, outcome)
        try checkCookie(of: sent, outcome)
        if !isMember { try require(site.store.movieWrites == 0, "movies change for accounts only") }
        guard outcome.document.status == 303 else { return [outcome] }
        let location = try outcome.document.placeOfRedirection()
        // Where a movie was added, the collection has it.
        let paths = site.store.movieWrites == 0 ? [location] : [location, "/"]
        let next = try paths.map { path in
            try PageOutcome(of: SentForm(target: Array(path.utf8), cookies: sent.cookies), at: site)
        }
        for outcome in next { try outcome.check(isMember: isMember) }
        return [outcome] + next
    }

    private func checkOrigin(of sent: SentForm, _ outcome: PageOutcome) throws {
        guard let form = sent.form else { return try require(site.store.writes == 0, "reading changes nothing") }
        // Addresses that mails lead to hold a secret, which counts as a token.
        let holdsSecret = ["reset", "verify", "email", "invitation"].contains { sent.path.starts(with: "/\($0)/".utf8) }
        let origin = String(decoding: sent.origin, as: UTF8.self).lowercased()
        var statuses: Set = [403, 404, 405]
        let isOwn: Bool
        if !sent.site.isEmpty {
            isOwn = sent.site == Array("same-origin".utf8)
        } else if !sent.origin.isEmpty, sent.origin != Array("null".utf8) {
            isOwn = origin == Self.origin
        } else {
            let isMember = sent.hasCookie(Self.cookie, session)
            isOwn = holdsSecret || form.holds(isMember ? token : guest)
            // A token that is there twice.
            statuses.insert(400)
        }
        guard !isOwn else { return }
        try require(site.store.writes == 0, "a form of another site changes nothing")
        // The API knows no cookies.
        if sent.path.starts(with: "/api".utf8) { statuses.formUnion([400, 401, 415]) }
        try require(statuses.contains(outcome.document.status), "and is refused")
        try require(outcome.document["Set-Cookie"] == nil, "with the session as it was")
    }

    private func checkCookie(of sent: SentForm, _ outcome: PageOutcome) throws {
        guard outcome.opensSession, let cookie = outcome.document["Set-Cookie"] else { return }
        let password = Array(Self.password.utf8)
        let isGood = try sent.form.map { try FormFields(decoding: $0).all("password").contains(password) } ?? false
        try require(isGood && sent.path == Array("/login".utf8), "a session is opened by the password only")
        let isKept = ["; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure"].allSatisfy(cookie.contains)
        try require(isKept, "and its cookie is for this site only, and for no script")
    }
}
