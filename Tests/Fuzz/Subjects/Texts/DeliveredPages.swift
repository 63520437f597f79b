import MovieBagPages

/// Pages that are delivered, with one value wherever a value may stand.
struct DeliveredPages {
    private let templates: PageTemplates
    /// Each with what stands around the values.
    private let pages: [(name: PageName, pieces: [ArraySlice<UInt8>])]

    init() throws {
        let templates = try PageTemplates(source: SiteFiles.template)
        let values = Self.values("\u{1}")
        pages = [PageName.movie, .movies, .login, .error].map { name in
            let page = templates.render(name, in: .english, values)
            return (name, page.split(separator: 1, omittingEmptySubsequences: false))
        }
        self.templates = templates
    }

    /// Fills a value into one of the pages.
    func examine(_ input: [UInt8]) throws {
        // Without a text there are other sections.
        guard !input.isEmpty else { return }
        let text = String(decoding: input, as: UTF8.self)
        let (name, pieces) = pages[input.count % pages.count]
        let page = templates.render(name, in: .english, Self.values(text))
        let places = pieces.count - 1
        let size = page.count - pieces.reduce(0) { $0 + $1.count }
        try require(size % places == 0, "a value looks the same wherever it stands")
        let escaped = page.dropFirst(pieces[0].count).prefix(size / places)
        try require(page == Array(pieces.joined(separator: escaped)), "a value changes nothing else of a page")
        try require(!escaped.contains { "<>\"'\r\0".utf8.contains($0) }, "nothing opens or closes a tag or attribute")
        // NUL is no character of HTML.
        let shown = Array(text.utf8).flatMap { $0 == 0 ? Array("\u{fffd}".utf8) : [$0] }
        try require(Self.unescaped(escaped) == shown, "a reader sees the value as it is")
    }

    private static func unescaped(_ html: ArraySlice<UInt8>) -> [UInt8] {
        var (bytes, rest) = ([UInt8](), html)
        while let byte = rest.popFirst() {
            let reference = byte == UInt8(ascii: "&") ? references.first { rest.starts(with: $0.name) } : nil
            bytes.append(reference?.character ?? byte)
            rest = rest.dropFirst(reference?.name.count ?? 0)
        }
        return bytes
    }

    private static let references: [(name: [UInt8], character: UInt8)] = [
        ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("#39;", "'"), ("#13;", "\r"), ("amp;", "&"),
    ].map { (Array($0.utf8), Array($1.utf8)[0]) }

    private static func values(_ text: String) -> PageValues {
        var (inner, entry, values) = (PageValues(), PageValues(), PageValues())
        for name in innerNames { inner[name] = text }
        for name in entryNames { entry[name] = text }
        for name in innerLists { entry.set(name, list: [inner, inner]) }
        for name in names { values[name] = text }
        for name in lists { values.set(name, list: [entry]) }
        return values
    }

    private static let names: [StaticString] = [
        "lang", "dir", "site_name", "home_url", "style_url", "script_url", "icon_url", "manifest_url", "feed_url",
        "api_url", "imprint_url", "privacy_url", "form_token", "login_url", "signup_url", "account_name", "account_url",
        "logout_url", "new_url", "removed_url", "admin_url", "title", "page_title", "canonical_url", "notice",
        "notice_restore_url", "problems_counted", "search_url", "q", "q_problem", "sort", "year_from", "year_to",
        "year_from_problem", "year_to_problem", "movies_counted", "clear_url", "next_url", "first_url", "name", "year",
        "year_url", "average", "ratings_counted", "imdb", "imdb_url", "added_by", "added_by_url", "added_text",
        "added_time", "edit_url", "remove_url", "can_mark", "mark_url", "mark_remove_url", "today", "watched_new",
        "watched_problem", "note", "note_problem", "rating_problem", "marks_first_url", "marks_next_url", "hue",
        "pattern", "monogram", "log_in_url", "forgot_url", "resend_url", "email", "email_problem", "password_problem",
        "next", "status", "message", "retry_text", "request_line", "offers_login", "ready",
    ]
    private static let lists: [StaticString] = [
        "problems", "kept", "genres", "casts", "chips", "sorts", "mine_choices", "movies", "marks", "rating_choices",
        "watched_days",
    ]
    private static let entryNames: [StaticString] = [
        "problem", "field_url", "kept_name", "kept_value", "genre", "genre_url", "genre_movies", "cast", "cast_url",
        "chip_url", "chip_label", "chip_value", "sort_url", "sort_label", "mine_value", "mine_label", "movie_url",
        "name", "year", "casts_more", "mine_rating", "person", "person_rating", "rating_value", "rating_chosen", "day",
        "day_text", "day_kept",
    ]
    private static let innerLists: [StaticString] = ["card_genres", "card_casts", "person_days"]
    private static let innerNames: [StaticString] = ["card_genre", "card_cast", "person_day_time", "person_day"]
}
