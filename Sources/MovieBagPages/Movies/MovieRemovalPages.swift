import MovieBag
import Web

/// Removing a movie, by a page that asks first.
///
/// Tests: MovieRemovalPageTests.swift
struct MovieRemovalPages {
    let frame: PageFrame
    let movies: Movies
    let clients: ClientRecognition

    func show(_ visit: Visit) throws -> Response {
        let found = try movies.movie(MoviePages.movie(of: visit))
        let member = try visit.requireMember()
        guard member.mayChange(found.movie) else { throw MovieError.removalForbidden }
        return page(found, visit, PageValues(), status: 200)
    }

    /// Removes what was read: another change meanwhile is shown first. A form that is sent twice does no harm.
    func remove(_ visit: Visit) throws -> Response {
        let id = try MoviePages.movie(of: visit)
        let member = try visit.requireMember()
        let condition = Revision(formText: try visit.field("version")).map { RevisionCondition(wanted: .these([$0])) }
        do {
            try movies.remove(id, by: member.authority, if: condition ?? .none, from: clients.client(of: visit))
        } catch MovieError.revisionMismatch {
            var values = PageValues()
            var problems = PageProblems()
            problems.add(visit.texts("problem_changed_meanwhile"))
            problems.fill(&values, visit.texts)
            return page(try movies.movie(id), visit, values, status: 412)
        } catch MovieError.removalForbidden {
            guard try movies.existing(id) == nil else { throw MovieError.removalForbidden }
            return frame.redirect(to: "/removed")
        }
        return frame.redirect(to: "/removed?notice=\(Notice.removed.rawValue)")
    }

    private func page(_ found: RevisedMovie, _ visit: Visit, _ others: PageValues, status: Int) -> Response {
        var values = others
        values["movie_name"] = String(decoding: found.movie.name.utf8, as: UTF8.self)
        values["year"] = found.movie.year.map { "\($0.number)" }
        Cover(found.movie).fill(&values)
        values["movie_url"] = frame.address("/movies/\(found.movie.id)")
        values["version"] = found.revision.formText
        return frame.page(.movieRemove, for: visit, values, .init(status: status))
    }
}
