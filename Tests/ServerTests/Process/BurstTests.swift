import TestSite
import Testing

extension ServerTests {
    /// Many at the same moment.
    @EndToEnd
    @Suite struct BurstTests {
        @Test(arguments: Place.roots)
        func sixtyFourRequestsAtOnceAreAllAnswered(_ place: Place) throws {
            let site = try place.site
            let (client, token) = (site.mounted, try site.newAccount(place.newEmail()))
            let names = (0..<64).map { _ in SharedSites.newName() }
            let statuses = try concurrently(64) { index in
                [
                    try client.post("/api/movies", json: Site.movie(names[index]), token: token).status,
                    try client.get("/api/health").status,
                ]
            }
            #expect(statuses == Array(repeating: [200, 200], count: 64))
            #expect(Set(try site.allMovies().map(\.name)).isSuperset(of: names))
            try place.shows(.crowd)
        }
    }
}
