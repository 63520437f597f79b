import MovieBag
import Web

/// The collection over HTTP.
///
/// Tests: MovieTests.swift
struct MovieHandlers {
    let movies: Movies
    let clients: ClientRecognition
    /// Finds out whose request it is, where the route is for anyone and a part of it is not.
    let sender: (Request) throws -> AccountID
    let site: PublicURL
    let pageSize: Int
    /// Whether If-Match takes weak tags.
    let takesWeakTags: Bool
    /// Where the memory of large responses comes from.
    let budget: any ResponseBudget

    func list(_ request: Request, _: PathParameter) throws -> Response {
        let fields = try FormFields(decoding: request.target.query)
        if MovieListQuery.isAsked(by: fields) { return try search(request, fields) }
        return try page(PagePosition(fields, pageSize: pageSize), for: request)
    }

    /// A part of the whole list in the order of ids.
    func page(_ position: PagePosition, for request: Request) throws -> Response {
        let known = try unchanged(
            MovieETags.page(movies.collectionRevision(), limit: position.limit), for: request)
        if let known { return known }
        var json = MovieListJSON(limit: position.limit, budget: budget)
        let page = try movies.page(after: position.after, limit: position.limit, into: &json)
        return Response(
            content: .json, caching: .revalidated, tag: MovieETags.page(page.revision, limit: position.limit),
            fields: position.linkToNext(of: page, on: site)
                + (request.preferences.countsExactly ? Self.count(try movies.count()) : []),
            body: json.finish())
    }

    func show(_ request: Request, _ id: PathParameter) throws -> Response {
        guard let id = MovieID(hexadecimal: id) else { throw MovieError.unknown }
        let found = try movies.movie(id)
        let tag = MovieETags.movie(found.revision)
        if let response = try unchanged(tag, for: request) { return response }
        let size = found.movie.mostBytesOfJSON
        // It is there as it was read and as JSON, which is the body of the response.
        if size > ResponseSize.small { try budget.reserve(2 * size) }
        return Response(content: .json, caching: .revalidated, tag: tag, body: found.movie.json)
    }

    /// The response to a read whose client has the state already; `nil` when it is to be sent (RFC 9110, section 13.2.2).
    ///
    /// - Parameter current: the tag of the state, asked for only where the client has a condition.
    /// - Throws: ``MovieError/revisionMismatch`` when the client wants another state.
    func unchanged(_ current: @autoclosure () throws -> EntityTag, for request: Request) throws -> Response? {
        guard request.ifNoneMatch != nil || request.ifMatch != nil else { return nil }
        let tag = try current()
        guard request.wants(tag, takesWeak: takesWeakTags) else { throw MovieError.revisionMismatch }
        return request.hasAlready(tag) ? .notModified(tag) : nil
    }

    func change(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        let change = try MovieMembers(of: request).change(at: id)
        guard !change.isEmpty else { throw InvalidValue("body", "must have at least one of \(MovieField.list)") }
        return try make(change, of: id, by: authority, for: request)
    }

    func patch(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        try make(MovieMembers(ofPatch: request).change(at: id), of: id, by: authority, for: request)
    }

    private func make(
        _ change: MovieChange, of id: PathParameter, by authority: Authority, for request: Request
    ) throws -> Response {
        guard let id = MovieID(hexadecimal: id) else { throw MovieError.changeForbidden }
        let wish = try RepresentationWish(of: request, budget: budget)
        let changed = try movies.change(
            id, by: authority, to: change, if: condition(of: request), from: clients.client(of: request))
        return wish.response(to: changed, else: .emptyString)
    }

    func remove(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        guard let id = MovieID(hexadecimal: id) else { throw MovieError.removalForbidden }
        try movies.remove(id, by: authority, if: condition(of: request), from: clients.client(of: request))
        return Response(content: .json, body: .emptyString)
    }

    private func condition(of request: Request) -> RevisionCondition {
        MovieETags.condition(of: request, takesWeak: takesWeakTags)
    }

    func health(_: Request, _: PathParameter) throws -> Response {
        try movies.checkHealth()
        return .private(.object("status", Array("ok".utf8)))
    }
}
