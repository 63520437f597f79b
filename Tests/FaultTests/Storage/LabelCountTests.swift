import Glibc
import TestSite
import Testing

extension FaultTests {
    /// What is counted with each change, while services are killed that make the changes.
    @EndToEnd
    @Suite struct LabelCountTests {
        private nonisolated static let kills = Scale.choose(short: 10, full: 200)
        private nonisolated static let writers = 8

        @Test func countsOfGenresCastsAndMoviesEqualARecountAfterEachKill() throws {
            let site = try Site(
                processes: 2,
                settings: ["MOVIE_BAG_LOG_LEVEL": "error", "MOVIE_BAG_LIMITS": "no", "MOVIE_BAG_PAGE_SIZE": "40"])
            let seed = SeededChoices.seed
            var choices = SeededChoices(seed: seed)
            var writers = try (0..<Self.writers).map { try LabelWriter($0, at: site, seed: seed) }
            var most = 0
            for kill in 1...Self.kills {
                let end = MixedWriter.End()
                let crowd = try Crowd(writers.count) { [writers] number in
                    var writer = writers[number]
                    try writer.run(until: end)
                    return writer
                }
                defer { end.reach() }
                let victims = kill % 3 == 0 ? site.services : [site.services[choices.number(in: 0...1)]]
                usleep(UInt32(1000 * choices.number(in: 1...Scale.choose(short: 120, full: 400))))
                try site.kill(victims)
                _ = try site.restart(victims)
                end.reach()
                writers = try crowd.outputs()
                let recount = try LabelRecount(site)
                try #require(recount.problems == [], "kill \(kill), FAULT_SEED=\(seed)")
                for index in writers.indices { writers[index].adopt(recount.movies) }
                most = max(most, recount.movies.count)
            }
            let acknowledged = writers.reduce(0) { $0 + $1.acknowledged }
            // Were next to nothing written, nothing would be proven.
            #expect(acknowledged > 5 * Self.kills && most > 40)
            try FaultReport.add(
                "kill -9 of one of 2 processes or of both, under 8 writers of movies that share genres and casts",
                extent: """
                    \(Self.kills) kills, \(acknowledged) changes acknowledged, \
                    \(writers.reduce(0) { $0 + $1.unanswered }) not answered
                    """,
                outcome: """
                    after each, the counts of genres, casts, movies and movies of each account equal a recount of up to \
                    \(most) movies
                    """)
        }
    }
}
