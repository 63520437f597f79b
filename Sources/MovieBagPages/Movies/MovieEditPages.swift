import MovieBag
import Web

/// Changing a movie by a form, which carries the revision that it was made of: another change meanwhile is shown, and nothing is
/// overwritten unseen.
///
/// Tests: MovieEditPageTests.swift
struct MovieEditPages {
    let frame: PageFrame
    let movies: Movies
    let known: KnownLabels
    let clients: ClientRecognition

    func show(_ visit: Visit) throws -> Response {
        let found = try movies.movie(MoviePages.movie(of: visit))
        try requireRight(to: found.movie, visit)
        let version = Array(found.revision.formText.utf8)
        return try page(visit, found.movie, MovieForm(found.movie), version: version, status: 200)
    }

    func change(_ visit: Visit) throws -> Response {
        let id = try MoviePages.movie(of: visit)
        var form = try MovieForm(visit)
        let sent = try visit.field("version")
        guard let found = try movies.existing(id) else { return gone(visit) }
        try requireRight(to: found.movie, visit)
        guard let draft = form.draft(visit.texts) else {
            return try page(visit, found.movie, form, version: sent, status: 400)
        }
        // A form without its revision is one that this program has not made: nothing is overwritten by it.
        let revision = Revision(formText: sent) ?? Revision(-1)
        let change = MovieChange(
            name: draft.name, year: draft.year.map(Replacement.value) ?? .nothing,
            imdb: draft.imdb.map(Replacement.value) ?? .nothing, cast: draft.cast, genres: draft.genres)
        do {
            let member = try visit.requireMember()
            let isSame = form.canonical == MovieForm(found.movie).canonical
            // What is the same already is saved: the form was sent twice, or another person made the same change.
            guard !isSame else { return frame.redirect(to: "/movies/\(id)?notice=\(Notice.saved.rawValue)") }
            _ = try movies.change(
                id, by: member.authority, to: change, if: RevisionCondition(wanted: .these([revision])),
                from: clients.client(of: visit))
            return frame.redirect(to: "/movies/\(id)?notice=\(Notice.saved.rawValue)")
        } catch MovieError.revisionMismatch {
            guard let found = try movies.existing(id) else { return gone(visit) }
            return conflict(found, form, visit)
        } catch let error as MovieError where form.add(error, visit.texts) {
            return try page(
                visit, found.movie, form, version: sent, status: 409,
                duplicate: movies.movie(inTheWayOf: draft, by: error))
        } catch let limit as LimitReached {
            form.add(visit.text(of: limit))
            return try page(visit, found.movie, form, version: sent, status: 429, fields: [limit.retryField])
        }
    }

    private func requireRight(to movie: Movie, _ visit: Visit) throws {
        let member = try visit.requireMember()
        guard member.mayChange(movie) else { throw MovieError.changeForbidden }
    }

    private func page(
        _ visit: Visit, _ movie: Movie, _ form: MovieForm, version: [UInt8], status: Int,
        fields: [Response.Field] = [], duplicate: MovieID? = nil
    ) throws -> Response {
        var values = PageValues()
        values["duplicate_url"] = duplicate.map { frame.address("/movies/\($0)") }
        form.fill(&values, visit.texts)
        try known.fill(&values, besides: form)
        values.set("version", utf8: version)
        values["movie_url"] = frame.address("/movies/\(movie.id)")
        values["remove_url"] = frame.address("/movies/\(movie.id)/remove")
        values["movie_name"] = String(decoding: movie.name.utf8, as: UTF8.self)
        return frame.page(.movieEdit, for: visit, values, .init(status: status, fields: fields))
    }

    /// Both states, member by member.
    private func conflict(_ found: RevisedMovie, _ form: MovieForm, _ visit: Visit) -> Response {
        let theirs = MovieForm(found.movie)
        func lines(_ texts: [[UInt8]]) -> [UInt8] { Array(texts.joined(separator: [0x0A])) }
        let members: [(String, [UInt8], [UInt8])] = [
            ("name", theirs.name, form.name), ("year", theirs.year, form.year), ("imdb", theirs.imdb, form.imdb),
            ("casts", lines(theirs.casts), lines(form.casts)), ("genres", lines(theirs.genres), lines(form.genres)),
        ]
        var values = PageValues()
        form.fill(&values, visit.texts)
        values.set(
            "rows",
            list: members.map { name, theirs, mine in
                var row = PageValues()
                row["member"] = visit.texts("member_\(name)")
                row.set("theirs", utf8: theirs)
                row.set("mine", utf8: mine)
                row.set("differs", if: theirs != mine)
                return row
            })
        let path = "/movies/\(found.movie.id)"
        values["movie_name"] = String(decoding: found.movie.name.utf8, as: UTF8.self)
        values["version"] = found.revision.formText
        values["edit_url"] = frame.address("\(path)/edit")
        values["fresh_edit_url"] = frame.address("\(path)/edit")
        values["movie_url"] = frame.address(path)
        return frame.page(.movieConflict, for: visit, values, .init(status: 412))
    }

    private func gone(_ visit: Visit) -> Response {
        var values = PageValues()
        values.set("is_gone", if: true)
        values["movie_name"] = (try? visit.text("name")) ?? ""  // read once already
        return frame.page(.movieConflict, for: visit, values, .init(status: 412))
    }
}
