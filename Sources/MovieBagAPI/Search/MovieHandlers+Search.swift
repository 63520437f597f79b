import JSON
import MovieBag
import Web

/// Tests: MovieSearchTests.swift, SearchCursorTests.swift, PeopleTests.swift
extension MovieHandlers {
    /// A page of what a query finds, or of the whole list if that is all it asks for.
    func search(_ request: Request, _ fields: FormFields) throws -> Response {
        let list = try MovieListQuery(fields, pageSize: pageSize)
        let account = list.isPersonal ? try sender(request) : nil
        let query = try list.query(for: account)
        if query.isWholeCollection { return try page(list.page, for: request) }
        let position = try list.position(for: query)
        if !list.isPersonal {
            let known = try unchanged(
                MovieETags.page(movies.collectionRevision(), limit: list.limit, of: query), for: request)
            if let known { return known }
        }
        var json = MovieListJSON(limit: list.limit, budget: budget)
        let found = try movies.search(
            query, after: position, limit: list.limit, counting: request.preferences.countsExactly, into: &json)
        let fields = list.linkToNext(found.next, for: query, on: site) + Self.count(found.total)
        guard !list.isPersonal else {
            return Response(content: .json, caching: .forbidden, fields: fields, body: json.finish())
        }
        return Response(
            content: .json, caching: .revalidated, tag: MovieETags.page(found.revision, limit: list.limit, of: query),
            fields: fields, body: json.finish())
    }

    /// The header fields that say how many movies there are, where that is known.
    static func count(_ total: Int?) -> [Response.Field] {
        total.map {
            [.init("X-Total-Count", "\($0)"), .init("Preference-Applied", "count=exact"), .init("Vary", "Prefer")]
        } ?? []
    }

    func genres(_ request: Request, _: PathParameter) throws -> Response {
        try labels(.genre, at: "/api/genres", request)
    }

    func casts(_ request: Request, _: PathParameter) throws -> Response {
        try labels(.cast, at: "/api/casts", request)
    }

    private func labels(_ kind: LabelKind, at path: String, _ request: Request) throws -> Response {
        let position = try LabelPosition(request, kind)
        let known = try unchanged(
            MovieETags.page(movies.collectionRevision(), limit: position.query.limit), for: request)
        if let known { return known }
        let found = try movies.labels(position.query)
        return Response(
            content: .json, caching: .revalidated, tag: MovieETags.page(found.revision, limit: position.query.limit),
            fields: position.linkToNext(found.next, at: path, on: site), body: found.json)
    }

    /// For whom `added_by` of a movie stands.
    func showOwner(_: Request, _ id: PathParameter, by _: Authority) throws -> Response {
        guard let id = AccountID(hexadecimal: id) else { throw NoSuchThing() }
        let owner = try movies.owner(id)
        var writer = JSONWriter()
        writer.raw("{\"_id\":")
        writer.objectID(owner.account)
        writer.raw(",\"name\":")
        writer.text(owner.shownName)
        writer.raw("}")
        return .private(writer.bytes)
    }
}

extension FoundLabels {
    /// `[{"name":…,"movies":…}]`.
    fileprivate var json: [UInt8] {
        var writer = JSONWriter()
        writer.raw("[")
        for (index, label) in labels.enumerated() {
            writer.raw(index == 0 ? "{\"name\":" : ",{\"name\":")
            writer.string(label.name)
            writer.raw(",\"movies\":")
            writer.integer(Int64(label.movies))
            writer.raw("}")
        }
        writer.raw("]")
        return writer.bytes
    }
}
