import JSON
import MovieBag
import Web

/// Movies that were removed and can be brought back, over HTTP.
///
/// Tests: RemovedMovieListTests.swift, MovieRestoreTests.swift
struct RemovedMovieHandlers {
    let movies: RemovedMovies
    let clients: ClientRecognition
    let site: PublicURL
    /// Where the memory of large responses comes from.
    let budget: any ResponseBudget

    func list(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let position = try ListPosition<RemovedMovie>(request, with: "added_by")
        let text = try FormFields(decoding: request.target.query).single("added_by")
        let owner = try text.map { text in
            text.span.equals("me") ? authority.account : try AccountID(text, field: "added_by")
        }
        let page = try movies.page(of: owner, seenBy: authority, before: position.after, limit: position.limit)
        let most = page.movies.reduce(64) { $0 + $1.mostBytesOfJSON }
        // They are there as they were read and as JSON.
        if most > ResponseSize.small { try budget.reserve(2 * most) }
        var writer = JSONWriter(reserving: 256)
        writer.array(page.movies) { $0.removedMovie($1) }
        var response = Response.private(writer.bytes)
        if let next = page.next {
            let filter = owner.map { "added_by=\($0)&" } ?? ""
            response.fields.append(
                .next("\(site)/api/movies/removed?\(filter)limit=\(position.limit)&after=\(next)"))
        }
        return response
    }

    func restore(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        guard let id = MovieID(hexadecimal: id) else { throw NoSuchThing() }
        let wish = try RepresentationWish(of: request, budget: budget)
        let restored = try movies.restore(id, by: authority, from: clients.client(of: request))
        return wish.response(to: restored, else: .emptyString)
    }
}

extension JSONWriter {
    /// `{"_id":{"$oid":…},"movie":{…},"removed_by":{"$oid":…},"removed":…,"expires":…}`.
    mutating func removedMovie(_ removed: RemovedMovie) {
        raw("{\"_id\":")
        objectID(removed.id)
        raw(",\"movie\":")
        raw(removed.movie.json)
        raw(",\"removed_by\":")
        objectID(removed.remover)
        raw(",\"removed\":")
        time(removed.removed)
        raw(",\"expires\":")
        time(removed.expires)
        raw("}")
    }
}
