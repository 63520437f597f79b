import MovieBag
import Testing

@testable import Doctor

@Suite struct OversizedMoviesCheckTests {
    private func movies(_ count: Int, isComplete: Bool = true) throws -> OversizedMovies {
        var movies = OversizedMovies()
        movies.count = count
        movies.first = try (0..<min(count, 10)).map { number in
            let digits = String(number, radix: 16)
            return try #require(MovieID(hexadecimal: Array("68a00000000000000000000\(digits)".utf8)[...]))
        }
        movies.lookedAt = 5000
        movies.isComplete = isComplete
        return movies
    }

    @Test func eachIsNamedWithWhatCanBeDone() throws {
        let findings = OversizedMoviesCheck(movies: try movies(2)).findings
        #expect(findings.grades == [.warning])
        #expect(
            findings.has(.warning, "more than 65536 bytes together")
                && findings.has(.warning, "limit: 2 (68a000000000000000000000, 68a000000000000000000001)")
                && findings.has(.warning, "nothing has to be done"))
        #expect(
            try OversizedMoviesCheck(movies: movies(12)).findings.has(.warning, "68a000000000000000000009, and 2 more)")
        )
    }

    @Test func withoutAnyThereIsNothingToSay() throws {
        #expect(OversizedMoviesCheck(movies: nil).findings == [])
        #expect(OversizedMoviesCheck(movies: try movies(0)).findings == [])
    }

    @Test func whatWasNotLookedAtIsSaid() throws {
        let findings = OversizedMoviesCheck(movies: try movies(0, isComplete: false)).findings
        #expect(findings.grades == [.skipped] && findings.has(.skipped, "after the first 5000"))
    }
}
