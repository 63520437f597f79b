import MovieBag
import Text
import Web

/// One movie: all of it, what others note of it, and one's own mark as a form.
///
/// Tests: MoviePageTests.swift
struct MoviePages {
    let frame: PageFrame
    let movies: Movies
    let marks: Marks

    func show(_ visit: Visit) throws -> Response {
        try frame.requireReader(visit)
        let id = try Self.movie(of: visit)
        var values = PageValues()
        let notices: [Notice] = [.added, .saved, .markSaved, .markRemoved, .nothingChanged, .restored]
        if let notice = Notice(in: visit.query, of: notices) {
            let name = try movies.movie(id).movie.name
            values["notice"] = notice.text(visit.texts, of: String(decoding: name.utf8, as: UTF8.self))
        }
        if let member = visit.member {
            MarkForm(of: try marks.mark(of: id, by: member.account), visit.texts).fill(&values)
        }
        return try page(id, visit, values)
    }

    /// The page of a movie, with what is known of the form of the own mark.
    func page(
        _ id: MovieID, _ visit: Visit, _ form: PageValues, status: Int = 200, fields: [Response.Field] = []
    ) throws -> Response {
        let movie = try movies.movie(id).movie
        var values = form
        let name = String(decoding: movie.name.utf8, as: UTF8.self)
        values["title"] = name
        values["name"] = name
        values["page_title"] =
            movie.year.map { visit.texts("title_movie", ["name": name, "year": "\($0.number)"]) } ?? name
        Cover(movie).fill(&values)
        fillFacts(movie, visit, &values)
        if let member = visit.member { try fillForMembers(movie, member, visit, &values) }
        values.set("indexable", if: frame.readers == .anyone)
        values["canonical_url"] = frame.readers == .anyone ? "\(frame.site)/movies/\(id)" : nil
        return frame.page(
            .movie, for: visit, values,
            .init(status: status, title: name, caching: frame.caching(for: visit, status: status), fields: fields))
    }

    /// - Throws: ``MovieError/unknown`` for what is no identifier.
    static func movie(of visit: Visit) throws -> MovieID {
        guard let id = MovieID(hexadecimal: visit.parameter) else { throw MovieError.unknown }
        return id
    }

    private func fillFacts(_ movie: Movie, _ visit: Visit, _ values: inout PageValues) {
        func list(
            _ labels: Labels, _ name: StaticString, _ address: StaticString,
            _ condition: ([UInt8]) -> CollectionChoice.Condition
        )
            -> [PageValues]
        {
            labels.texts.map { text in
                var entry = PageValues()
                entry.set(name, utf8: text)
                entry[address] = frame.address(CollectionChoice.only(condition(text)).path)
                return entry
            }
        }
        values.set("genres", list: list(movie.genres, "genre", "genre_url") { .genre($0) })
        values.set("casts", list: list(movie.cast, "cast", "cast_url") { .cast($0) })
        if let year = movie.year {
            let digits = Array("\(year.number)".utf8)
            values.set("year", utf8: digits)
            values["year_url"] = frame.address(CollectionChoice.only(.years(from: digits, to: digits)).path)
        }
        if let imdb = movie.imdb {
            let id = String(decoding: imdb.utf8, as: UTF8.self)
            values["imdb"] = id
            values["imdb_url"] = "https://www.imdb.com/title/\(id)/"
        }
        if visit.member == nil {
            values["login_url"] = frame.address("/login?next=\(Array("/movies/\(movie.id)".utf8).percentEncoded)")
        }
    }

    /// What strangers do not see: names of people, their marks, and what one may do oneself.
    private func fillForMembers(_ movie: Movie, _ member: Visit.Member, _ visit: Visit, _ values: inout PageValues)
        throws
    {
        values["added_by"] = movie.owner == member.account ? member.shownName : try movies.owner(movie.owner).shownName
        values["added_by_url"] = frame.address(CollectionChoice.only(.owner(movie.owner)).path)
        values["added_time"] = "\(CalendarDate(movie.id.value.time))"
        values["added_text"] = visit.texts.date(movie.id.value.time)
        if member.mayChange(movie) {
            values["edit_url"] = frame.address("/movies/\(movie.id)/edit")
            values["remove_url"] = frame.address("/movies/\(movie.id)/remove")
        }
        values.set("can_mark", if: true)
        values["mark_url"] = frame.address("/movies/\(movie.id)/mark")
        if values["has_mark"] != nil { values["mark_remove_url"] = frame.address("/movies/\(movie.id)/mark/remove") }
        values["today"] = "\(CalendarDate(frame.clock.now + .seconds(86_400)))"
        try fillMarks(of: movie.id, member, visit, &values)
    }
}

extension PageFrame {
    /// - Throws: ``SessionOver`` when a visitor has to log in to read.
    func requireReader(_ visit: Visit) throws {
        guard mayRead(visit) else { throw SessionOver() }
    }
}

extension CollectionChoice {
    /// The whole collection with one condition.
    static func only(_ condition: Condition) -> CollectionChoice {
        CollectionChoice(.empty).with(condition)
    }
}

extension Cover {
    init(_ movie: Movie) {
        self.init(id: movie.id.bytes.span, name: movie.name.utf8.span)
    }
}
