import MovieBag
import Web

/// Whether a client would like to see a movie in the response to its change (`Prefer: return=representation`, RFC 7240).
///
/// Its memory is taken before the change, as afterwards there is no way to say that there is none. A preference may be passed
/// over: so it is for a movie that is larger than any that is taken now.
///
/// Tests: MovieBagAPITests/Movies/PreferenceTests.swift
struct RepresentationWish {
    private let isWished: Bool

    /// The most that a movie takes as JSON whose parts are within their limits.
    private static let most = MoviePage.mostBytes(
        name: 4 * MovieName.lengths.upperBound, cast: Labels.mostTogether, genres: 0)

    /// That the preference was followed (RFC 7240, section 3).
    static let applied = Response.Field("Preference-Applied", "return=representation")

    /// - Throws: `ResponseMemoryExhausted`.
    init(of request: Request, budget: any ResponseBudget) throws {
        isWished = request.preferences.returns == .representation
        // It is there as it was read and as JSON.
        if isWished { try budget.reserve(2 * Self.most) }
    }

    func isGranted(for movie: Movie) -> Bool {
        isWished && movie.mostBytesOfJSON <= Self.most
    }
}
