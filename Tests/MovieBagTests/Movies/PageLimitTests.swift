import MovieBag
import Testing

/// Where a page of movies ends.
@Suite struct PageLimitTests {
    private static let full = MoviePage.fullAt

    /// A movie: the most that it takes, and what is on the page before it.
    private typealias Offer = (size: Int, taken: Int)

    /// Which of these movies a page admits, and how often it asked what it has.
    private static func admitted(_ offers: [Offer], limit: inout PageLimit) -> (movies: [Bool], asked: Int) {
        var asked = 0
        func ask(_ offer: Offer) -> Int {
            asked += 1
            return offer.taken
        }
        let movies = offers.map { limit.admits(upTo: $0.size, after: ask($0)) }
        return (movies, asked)
    }

    @Test func aPageEndsAfterAsManyMoviesAsWereAskedFor() {
        var limit = PageLimit(movies: 2)
        #expect(Self.admitted([(100, 0)], limit: &limit).movies == [true])
        #expect(!limit.isReached)
        #expect(Self.admitted([(100, 90)], limit: &limit).movies == [true])
        #expect(limit.isReached)
    }

    @Test func theFirstMovieHasRoomWhateverItsSize() {
        var limit = PageLimit(movies: 9)
        let size = 3 * Self.full
        #expect(Self.admitted([(size, 0), (1, size)], limit: &limit).movies == [true, false])
    }

    @Test func moviesFillAPageToItsLastByte() {
        var limit = PageLimit(movies: 3)
        let rest = Self.full - 10
        #expect(Self.admitted([(rest, 0), (10, rest), (1, Self.full)], limit: &limit).movies == [true, true, false])
        #expect(!limit.isReached, "what was not admitted is not counted")
    }

    /// Movies take less than the most that they may, so the page goes on with what they have really taken.
    @Test func whatMoviesHaveTakenCountsAndIsAskedForOnlyNearTheEnd() {
        var limit = PageLimit(movies: 99)
        let half = Self.full / 2
        let first = Self.admitted([(half, 0), (half, 100)], limit: &limit)
        #expect(first.movies == [true, true])
        #expect(first.asked == 0)
        let second = Self.admitted([(half, 200), (half - 200, 300)], limit: &limit)
        #expect(second.movies == [true, true])
        #expect(second.asked == 1, "200 and half of it, and the rest")
        #expect(Self.admitted([(half, half + 1)], limit: &limit).movies == [false])
    }
}
