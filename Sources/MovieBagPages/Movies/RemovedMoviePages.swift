import MovieBag
import Web

/// Movies that were removed, with a button that brings each back.
///
/// Tests: RemovedMoviePageTests.swift
struct RemovedMoviePages {
    private static let pageSize = 50

    let frame: PageFrame
    let movies: Movies
    let removed: RemovedMovies
    let clients: ClientRecognition

    func show(_ visit: Visit) throws -> Response {
        var values = PageValues()
        values["notice"] = Notice(in: visit.query, of: [.removed])?.text(visit.texts)
        return try page(visit, values)
    }

    /// Brings a movie back. Sent again it leads to the movie.
    func restore(_ visit: Visit) throws -> Response {
        let id = try MoviePages.movie(of: visit)
        let member = try visit.requireMember()
        var problems = PageProblems()
        var status = 409
        var fields: [Response.Field] = []
        do {
            _ = try removed.restore(id, by: member.authority, from: clients.client(of: visit))
            return frame.redirect(to: "/movies/\(id)?notice=\(Notice.restored.rawValue)")
        } catch is NoSuchThing {
            guard try movies.existing(id) == nil else { return frame.redirect(to: "/movies/\(id)") }
            throw NoSuchThing()
        } catch MovieError.nameTaken {
            problems.add(visit.texts("problem_movie_taken"))
        } catch MovieError.imdbTaken {
            problems.add(visit.texts("problem_imdb_taken"))
        } catch let limit as LimitReached {
            problems.add(visit.text(of: limit))
            (status, fields) = (429, [limit.retryField])
        }
        var values = PageValues()
        problems.fill(&values, visit.texts)
        return try page(visit, values, .init(status: status, fields: fields))
    }

    private func page(_ visit: Visit, _ others: PageValues, _ manner: PageFrame.Manner = .init()) throws -> Response {
        let member = try visit.requireMember()
        let after = visit.query.all("after").first.flatMap { RemovalID(hexadecimal: $0[...]) }
        let found = try removed.page(of: nil, seenBy: member.authority, before: after, limit: Self.pageSize)
        var values = others
        values.set("here_removed", if: true)
        values.set("removed", list: try found.movies.map { try entry($0, member, visit.texts) })
        values.set("nothing_removed", if: found.movies.isEmpty)
        values["next_url"] = found.next.map { frame.address("/removed?after=\($0)") }
        values["first_url"] = after == nil ? nil : frame.address("/removed")
        return frame.page(.removed, for: visit, values, manner)
    }

    private func entry(_ removed: RemovedMovie, _ member: Visit.Member, _ texts: PageTexts) throws -> PageValues {
        var entry = PageValues()
        entry.set("name", utf8: removed.movie.name.utf8)
        entry["year"] = removed.movie.year.map { "\($0.number)" }
        Cover(removed.movie).fill(&entry)
        entry["removed_time"] = "\(removed.removed)"
        entry["removed_text"] = texts("removed_on", ["date": texts.date(removed.removed)])
        entry["until_text"] = texts("removed_until", ["date": texts.date(removed.expires)])
        entry["restore_url"] = frame.address("/movies/\(removed.movie.id)/restore")
        entry["removed_by"] = removed.remover == member.account ? nil : try name(of: removed.remover)
        return entry
    }

    /// An account without movies has no name here.
    private func name(of account: AccountID) throws -> String? {
        do {
            return try movies.owner(account).shownName
        } catch is NoSuchThing {
            return nil
        }
    }
}
