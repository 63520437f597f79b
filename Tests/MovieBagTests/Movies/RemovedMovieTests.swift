import Testing

@testable import MovieBag

@Suite struct RemovedMovieTests {
    @Test func itCanBeBroughtBackForThirtyDays() throws {
        let removal = try #require(RemovalID(hexadecimal: Array("6b49d200f27eed8dc027e053".utf8)[...]))
        let owner = try #require(AccountID(hexadecimal: Array("6b0beccedd5e988dc027e053".utf8)[...]))
        let movie = Movie(
            id: MovieID(removal.value), name: try MovieName(Array("Ran".utf8)), cast: Labels(stored: Array("[]".utf8)),
            genres: Labels(stored: Array("[]".utf8)), owner: owner)
        let removed = RemovedMovie(id: removal, movie: movie, remover: owner)
        #expect(removed.removed == UnixTime(seconds: 1_800_000_000))
        #expect(removed.expires == UnixTime(seconds: 1_802_592_000))
        // The last second in which it can be, and the first in which it cannot.
        #expect(RemovedMovie.lastExpired(at: UnixTime(seconds: 1_802_591_999)) < removed.removed)
        #expect(RemovedMovie.lastExpired(at: UnixTime(seconds: 1_802_592_000)) == removed.removed)
    }
}
