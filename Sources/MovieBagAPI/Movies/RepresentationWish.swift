import MovieBag
import Web

/// Whether a client would like to see a movie in the response to its change (`Prefer: return=representation`, RFC 7240).
///
/// Its memory is taken before the change, as afterwards there is no way to say that there is none. A preference may be passed
/// over: so it is for a movie that is larger than any that is taken now.
///
/// Tests: MovieBagAPITests/Movies/PreferenceTests.swift
struct RepresentationWish: Sendable {
    private let isWished: Bool

    /// The most that a movie takes as JSON whose parts are within their limits.
    private static let most = MoviePage.mostBytes(
        name: 4 * MovieName.lengths.upperBound, cast: Labels.mostTogether, genres: 0)

    /// That the preference was followed (RFC 7240, section 3).
    private static let applied = Response.Field("Preference-Applied", "return=representation")

    /// - Throws: `ResponseMemoryExhausted`.
    init(of request: Request, budget: any ResponseBudget) throws {
        isWished = request.preferences.returns == .representation
        // It is there as it was read and as JSON.
        if isWished { try budget.reserve(2 * Self.most) }
    }

    /// The response to a change: the movie, if the client wants it, or else a body that says little.
    func response(to changed: RevisedMovie, else body: [UInt8], _ fields: [Response.Field] = []) -> Response {
        let isShown = isWished && changed.movie.mostBytesOfJSON <= Self.most
        return Response(
            content: .json, tag: MovieETags.movie(changed.revision), fields: fields + (isShown ? [Self.applied] : []),
            body: isShown ? changed.movie.json : body)
    }
}
