import MovieBag
import Web

/// The collection over HTTP.
///
/// Tests: MovieTests.swift
struct MovieHandlers {
    let movies: Movies
    let clients: ClientRecognition
    let site: PublicURL
    let pageSize: Int
    /// Whether If-Match takes weak tags.
    let takesWeakTags: Bool
    /// Where the memory of large responses comes from.
    let budget: any ResponseBudget

    func list(_ request: Request, _: PathParameter) throws -> Response {
        let position = try PagePosition(query: request.target.query, pageSize: pageSize)
        if request.ifNoneMatch != nil {
            let current = MovieETags.page(try movies.collectionRevision(), limit: position.limit)
            if request.hasAlready(current) { return .notModified(current) }
        }
        var json = MovieListJSON(limit: position.limit, budget: budget)
        let page = try movies.page(after: position.after, limit: position.limit, into: &json)
        return Response(
            content: .json, caching: .revalidated, tag: MovieETags.page(page.revision, limit: position.limit),
            fields: position.linkToNext(of: page, on: site), body: json.finish())
    }

    func show(_ request: Request, _ id: PathParameter) throws -> Response {
        guard let id = MovieID(hexadecimal: id) else { throw MovieError.unknown }
        let found = try movies.movie(id)
        let tag = MovieETags.movie(found.revision)
        if request.hasAlready(tag) { return .notModified(tag) }
        let size = found.movie.mostBytesOfJSON
        // It is there as it was read and as JSON, which is the body of the response.
        if size > ResponseSize.small { try budget.reserve(2 * size) }
        return Response(content: .json, caching: .revalidated, tag: tag, body: found.movie.json)
    }

    func add(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let draft = try MovieMembers(of: request).draft
        return Response(content: .json, body: .identifier(try movies.add(draft, by: authority.account)))
    }

    func change(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        let change = try MovieMembers(of: request).change
        guard let id = MovieID(hexadecimal: id) else { throw MovieError.changeForbidden }
        try movies.change(
            id, by: authority, to: change, ifRevisionIn: revisions(request), from: clients.client(of: request))
        return Response(content: .json, body: .emptyString)
    }

    func remove(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        guard let id = MovieID(hexadecimal: id) else { throw MovieError.removalForbidden }
        try movies.remove(id, by: authority, ifRevisionIn: revisions(request), from: clients.client(of: request))
        return Response(content: .json, body: .emptyString)
    }

    private func revisions(_ request: Request) -> [Revision]? {
        MovieETags.revisions(request.ifMatch, takesWeak: takesWeakTags)
    }

    func health(_: Request, _: PathParameter) throws -> Response {
        try movies.checkHealth()
        return .private(.object("status", Array("ok".utf8)))
    }
}
