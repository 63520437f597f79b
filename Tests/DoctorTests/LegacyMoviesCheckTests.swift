import MovieBag
import Testing

@testable import Doctor

@Suite struct LegacyMoviesCheckTests {
    private func movies(
        _ count: Int, against rule: LegacyMovies.Rule = .size, isComplete: Bool = true
    ) throws -> LegacyMovies {
        var movies = LegacyMovies()
        for number in 0..<count {
            let id = "68a00000000000000000000" + String(number, radix: 16)
            movies.count(try #require(MovieID(hexadecimal: Array(id.utf8)[...])), against: rule)
        }
        movies.lookedAt = 5000
        movies.isComplete = isComplete
        return movies
    }

    @Test func eachIsNamedWithWhatCanBeDone() throws {
        let findings = LegacyMoviesCheck(movies: try movies(2)).findings
        #expect(findings.grades == [.warning])
        #expect(
            findings.has(.warning, "more than 65536 bytes together")
                && findings.has(.warning, "rule: 2 (68a000000000000000000000, 68a000000000000000000001)")
                && findings.has(.warning, "nothing has to be done"))
        #expect(
            try LegacyMoviesCheck(movies: movies(12)).findings.has(.warning, "68a000000000000000000009, and 2 more)"))
    }

    @Test func eachRuleHasItsWords() throws {
        for (rule, words, remedy) in [
            (.size, "more than 65536 bytes", "shorter casts"), (.repetition, "a text twice", "lists that have it once"),
            (.name, "whose name another one has", "another name, or a year"),
        ] as [(LegacyMovies.Rule, String, String)] {
            let findings = LegacyMoviesCheck(movies: try movies(1, against: rule)).findings
            #expect(findings.grades == [.warning] && findings.has(.warning, words) && findings.has(.warning, remedy))
        }
    }

    @Test func withoutAnyThereIsNothingToSay() throws {
        #expect(LegacyMoviesCheck(movies: nil).findings == [])
        #expect(LegacyMoviesCheck(movies: try movies(0)).findings == [])
    }

    @Test func whatWasNotLookedAtIsSaid() throws {
        let findings = LegacyMoviesCheck(movies: try movies(0, isComplete: false)).findings
        #expect(findings.grades == [.skipped] && findings.has(.skipped, "after the first 5000"))
    }
}
