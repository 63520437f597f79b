import TestSite
import Testing

extension EndToEndTests {
    /// More clients that write than the service has threads, of which it starts 64 at most.
    @EndToEnd
    @Suite struct CrowdTests {
        private static let size = 200

        @Test(arguments: [1, 2])
        func allWhoAddMoviesAtTheSameTimeSucceed(processes: Int) throws {
            let site = try Site(processes: processes)
            let token = try site.newAccount("ann@example.org")
            let client = site.client
            let responses = try concurrently(Self.size) { number in
                try client.post("/api/movies", json: Site.movie("Movie \(number)"), token: token)
            }
            try expectAll(responses, on: site)
        }

        @Test func withoutAThreadThatMayBlockAWriteWaitsWhileReadersAreServed() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            let client = site.client
            let stop = try WriteStop(of: site.database)
            let crowd = try Crowd(Self.size) { number in
                try client.post("/api/movies", json: Site.movie("Movie \(number)"), token: token)
            }
            // Each connection has two descriptors.
            try wait(for: "all connections") {
                try Files.names(in: "/proc/\(site.service.pid)/fd").count >= 2 * Self.size
            }
            for _ in 0..<10 { #expect(try client.get("/api/movies").text == "[]") }
            stop.release()
            try expectAll(try crowd.outputs(), on: site)
        }

        /// Expects that everybody was told of success, and that it is true.
        private func expectAll(_ responses: [HTTPResponse], on site: Site) throws {
            #expect(responses.map(\.status) == Array(repeating: 200, count: Self.size))
            let movies = try site.client.get("/api/movies").json([Movie].self)
            #expect(Set(movies.map(\.name)) == Set((0..<Self.size).map { "Movie \($0)" }))
            #expect(try Set(movies.map(\.id.oid)) == Set(responses.map { try $0.json(Identifier.self).id }))
            #expect(movies.count == Self.size)
        }
    }
}
