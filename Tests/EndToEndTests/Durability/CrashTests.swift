import Glibc
import Synchronization
import TestSite
import Testing

extension EndToEndTests {
    /// A service that is killed while it writes.
    @EndToEnd
    @Suite struct CrashTests {
        @Test func everyAcknowledgedMovieIsThereAfterACrash() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            var acknowledged: [String] = []
            for round in 0..<20 {
                let added = try addMovies(to: site, token: token, round: round) { try site.service.crash() }
                #expect(added.count >= 20)
                acknowledged += added

                let start = ContinuousClock.now
                try site.service.restart()
                try wait(for: "an answer") { try site.client.get("/api/health").status == 200 }
                #expect(ContinuousClock.now - start < .seconds(2))
                try expectMovies(acknowledged.suffix(200), in: site)
                #expect(try site.sqlite("PRAGMA integrity_check") == "ok")
            }
            try expectMovies(acknowledged[...], in: site)
        }

        /// Adds movies from several threads until `end`, which comes in the midst of it, has made that impossible.
        ///
        /// - Returns: the ids that were answered.
        private func addMovies(to site: Site, token: String, round: Int, end: () throws -> Void) throws -> [String] {
            let answered = Counter()
            let client = site.client
            let crowd = try Crowd(4) { thread in
                var ids: [String] = []
                let connection = try client.connect()
                while true {
                    let name = "\(round)-\(thread)-\(ids.count)"
                    let answer = try connection.exchange(
                        HTTPRequest("POST", "/api/movies", json: Site.movie(name), token: token))
                    guard answer.status == 200 else { return ids }
                    ids.append(try answer.json(Identifier.self).id)
                    answered.count.add(1, ordering: .relaxed)
                }
            }
            // Each round ends at another point of a commit.
            try wait(for: "movies being added") { answered.count.load(ordering: .relaxed) >= 20 + 7 * round }
            try end()
            return try crowd.outputs().flatMap(\.self)
        }

        private func expectMovies(_ ids: ArraySlice<String>, in site: Site) throws {
            for id in ids {
                let status = try site.client.get("/api/movies/\(id)").status
                #expect(status == 200, "movie \(id) was acknowledged and is lost")
            }
        }

        private final class Counter: Sendable {
            let count = Atomic(0)
        }
    }
}
