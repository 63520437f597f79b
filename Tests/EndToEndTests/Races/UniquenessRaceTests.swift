import TestSite
import Testing

extension EndToEndTests {
    /// Two who want the same name at the same moment, on one process or on two.
    @EndToEnd
    @Suite struct UniquenessRaceTests {
        @Test(arguments: [1, 2])
        func ofSignUpsWithOneAddressInTwoSpellingsOneSucceeds(_ processes: Int) throws {
            let site = try Site(processes: processes)
            let client = site.client
            for round in 0..<30 {
                let responses = try concurrently(2) { index in
                    let email = index == 0 ? "ann\(round)@example.org" : "ANN\(round)@EXAMPLE.org"
                    return try client.post("/api/auth/signup", json: Site.credentials(email))
                }
                #expect(responses.filter { $0.status == 200 }.count == 1)
                let loser = try #require(responses.first { $0.status != 200 })
                try expectError(loser, 400, "EmailAlreadyExists", "User with given email address already exists")
            }
            #expect(try site.sqlite("SELECT count(*) FROM accounts") == "30")
        }

        @Test(arguments: [1, 2])
        func ofMoviesWithOneNameOneIsAdded(_ processes: Int) throws {
            let site = try Site(processes: processes)
            let tokens = [try site.newAccount("ann@example.org"), try site.newAccount("ben@example.org")]
            let client = site.client
            for round in 0..<30 {
                let responses = try concurrently(2) { index in
                    try client.post("/api/movies", json: Site.movie("Movie \(round)"), token: tokens[index])
                }
                #expect(responses.filter { $0.status == 200 }.count == 1)
                let loser = try #require(responses.first { $0.status != 200 })
                try expectError(loser, 400, "MovieAlreadyExists", "Movie with given name already exists")
            }
            #expect(try site.client.get("/api/movies").json([Movie].self).count == 30)
        }
    }
}
