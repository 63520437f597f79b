import Memory
import MovieBag
import Web

/// Adding movies over HTTP, also by requests that are repeated (`Idempotency-Key`).
///
/// Tests: IdempotencyTests.swift, PreferenceTests.swift
struct AdditionHandlers {
    let movies: Movies
    let keyed: KeyedAdditions
    let site: PublicURL
    /// Where the memory of large responses comes from.
    let budget: any ResponseBudget

    /// What a key belongs to, besides its account.
    private static let route = "POST /api/movies"

    func add(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let draft = try MovieMembers(of: request).draft
        let key = try request.idempotencyKey.map { bytes throws(InvalidValue) in try IdempotencyKey(bytes) }
        let wish = try RepresentationWish(of: request, budget: budget)
        guard let key, case .complete(let body) = request.body else {
            return Self.response(to: wish, try movies.add(draft, by: authority.account), at: site)
        }
        let stored = try keyed.add(draft, by: authority.account, key: key, route: Self.route, body: body) {
            [site] added in
            StoredForm.bytes(of: Self.response(to: wish, added, at: site))
        }
        // It is there as it was read and as a body. One that was just made has its memory from the wish.
        if stored.isReplayed, stored.bytes.count > ResponseSize.small { try budget.reserve(2 * stored.bytes.count) }
        guard var response = StoredForm.response(stored.bytes) else {
            throw StorageUnavailable("a stored response is none")
        }
        if stored.isReplayed { response.fields.append(.replayed) }
        return response
    }

    private static func response(to wish: RepresentationWish, _ added: RevisedMovie, at site: PublicURL) -> Response {
        wish.response(
            to: added, else: .identifier(added.movie.id),
            [.init("Location", "\(site)/api/movies/\(added.movie.id)")])
    }
}

extension Response.Field {
    /// That the response is the one to an earlier request.
    static let replayed = Response.Field("Idempotency-Replayed", "true")
}
