import JSON
import MovieBag
import Web

/// Marks of movies over HTTP. All of it is for accounts alone, so no cache keeps it.
///
/// Tests: MarkTests.swift, MovieMarksTests.swift
struct MarkHandlers {
    let marks: Marks
    let site: PublicURL
    /// Where the memory of large responses comes from.
    let budget: any ResponseBudget

    func showOwn(_: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        .private(try marks.mark(of: try Self.movie(id), by: authority.account).json)
    }

    func putOwn(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        let mark = try Mark(of: request, days: marks.days)
        try marks.mark(try Self.movie(id), by: authority.account, as: mark)
        return .private(.emptyString)
    }

    func removeOwn(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        guard request.isFramedAsDeclared else { throw RequestError.lengthMismatch }
        try marks.mark(try Self.movie(id), by: authority.account, as: .none)
        return .private(.emptyString)
    }

    func list(_ request: Request, _ id: PathParameter, by authority: Authority) throws -> Response {
        let position = try ListPosition<Account>(request)
        let movie = try Self.movie(id)
        let found = try marks.marks(of: movie, after: position.after, limit: position.limit + 1)
        // They are there as they were read and as JSON.
        if found.mostBytesOfJSON > ResponseSize.small { try budget.reserve(2 * found.mostBytesOfJSON) }
        var response = Response.private(found.json(atMost: position.limit))
        if found.marks.count > position.limit, let last = found.marks.prefix(position.limit).last {
            let address = "\(site)/api/movies/\(movie)/marks?limit=\(position.limit)&after=\(last.account)"
            response.fields.append(.next(address))
        }
        return response
    }

    private static func movie(_ id: PathParameter) throws -> MovieID {
        guard let id = MovieID(hexadecimal: id) else { throw MovieError.unknown }
        return id
    }
}
