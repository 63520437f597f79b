import MovieBag
import Text
import Web

/// The collection: its list with search, filters and orders.
///
/// Tests: CollectionPageTests.swift
struct CollectionPages {
    static let pageSize = 50

    let frame: PageFrame
    let movies: Movies
    let marks: Marks
    /// Whether the site has no account yet; `false` where that is not told.
    let isEmpty: () throws -> Bool

    private static let text = FieldID("q", "q_problem")
    private static let yearFrom = FieldID("year-from", "year_from_problem")
    private static let yearTo = FieldID("year-to", "year_to_problem")

    /// The site itself without a slash at its end: relative addresses would be others.
    func leadToSlash(_: Visit) -> Response { frame.redirect(to: "/") }

    func show(_ visit: Visit) throws -> Response {
        var values = PageValues()
        values.set("here_movies", if: true)
        guard frame.mayRead(visit) else {
            values.set("locked", if: true)
            return page(visit, values)
        }
        let choice = CollectionChoice(visit.query)
        values["notice"] = Notice(in: visit.query, of: [.nothingChanged])?.text(visit.texts)
        if choice.conditions.isEmpty, choice.after.isEmpty, try movies.count() == 0 {
            let isEmpty = try isEmpty()
            values.set(isEmpty ? "no_accounts" : "no_movies", if: true)
            return page(visit, values)
        }
        values.set("ready", if: true)
        fillChoice(choice, visit, &values)
        try fillGenres(choice, visit, &values)
        let query: MovieQuery
        do {
            query = try choice.query(for: visit.member?.account)
        } catch {
            var problems = PageProblems()
            problems.add(text(of: error, visit.texts), at: field(of: error))
            problems.fill(&values, visit.texts)
            // Else the panel is closed: the filters that are chosen are shown above the movies, which a phone has little room for.
            values.set("filters_open", if: error.field.hasPrefix("year"))
            return page(visit, values, status: 400)
        }
        do {
            try fillMovies(query, choice, visit, &values)
        } catch is SearchNotReady {
            values.set("not_prepared", if: true)
        }
        return page(visit, values, isLater: !choice.after.isEmpty)
    }

    private func fillMovies(
        _ query: MovieQuery, _ choice: CollectionChoice, _ visit: Visit, _ values: inout PageValues
    ) throws {
        // A position of another query, or one that was cut off, is as good as none.
        let position = choice.after.isEmpty ? nil : try? SearchPosition(choice.after, for: query)
        var cards = MovieCards(frame, visit.texts)
        let found = try find(query, after: position, into: &cards)
        if let member = visit.member { cards.show(try marks.marks(of: cards.movies, by: member.account)) }
        values.set("movies", list: cards.cards)
        if let total = found.total {
            values["movies_counted"] = visit.texts(
                choice.conditions.isEmpty ? "movies_counted" : "movies_found", count: total)
        }
        values.set("nothing_found", if: cards.cards.isEmpty && found.next == nil)
        values.set("more_follow", if: cards.cards.isEmpty && found.next != nil)
        values["next_url"] = found.next.map { frame.address(choice.after($0.text(for: query)).path) }
        values["first_url"] = position == nil ? nil : frame.address(choice.after("").path)
    }

    /// The whole collection in its own order is read as the API does it, which works while an older database is prepared for searches.
    private func find(
        _ query: MovieQuery, after position: SearchPosition?, into cards: inout MovieCards
    ) throws -> (next: SearchPosition?, total: Int?) {
        guard query.isWholeCollection else {
            let found = try movies.search(query, after: position, limit: Self.pageSize, counting: true, into: &cards)
            return (found.next, found.total)
        }
        let page = try movies.page(after: position?.id, limit: Self.pageSize, into: &cards)
        return (page.next.map { SearchPosition(id: $0) }, try movies.count())
    }

    /// A page that strangers see may be kept for a second, one of an account never.
    private func page(_ visit: Visit, _ values: PageValues, status: Int = 200, isLater: Bool = false) -> Response {
        var all = values
        all["search_url"] = frame.address("/")
        all.set("indexable", if: frame.readers == .anyone && visit.request.target.query.isEmpty)
        all["canonical_url"] = frame.readers == .anyone && !isLater ? "\(frame.site)/" : nil
        return frame.page(
            .movies, for: visit, all, .init(status: status, caching: frame.caching(for: visit, status: status)))
    }

    private func text(of problem: InvalidValue, _ texts: PageTexts) -> String {
        switch problem.field {
        case "year_from": texts("problem_year")
        case "year_to": texts(problem.rule.hasSuffix("first year") ? "problem_year_order" : "problem_year")
        case "q": texts(problem.rule.contains("words") ? "problem_query_words" : "problem_query_long")
        default: texts("problem_too_many_filters")
        }
    }

    private func field(of problem: InvalidValue) -> FieldID? {
        switch problem.field {
        case "year_from": Self.yearFrom
        case "year_to": Self.yearTo
        case "q": Self.text
        default: nil
        }
    }
}
