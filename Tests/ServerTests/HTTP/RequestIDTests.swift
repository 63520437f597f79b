import TestSite
import Testing

extension ServerTests {
    /// What a request is called.
    @EndToEnd
    @Suite struct RequestIDTests {
        @Test(arguments: Place.all)
        func everyResponseHasANameOfItsOwnAndNoneOfTheClients(_ place: Place) throws {
            let site = try place.site
            var names: [String] = []
            for path in ["/api/health", "/api/movies", "/api/nothing", "/reset/some-token"] {
                let response = try site.mounted.send(
                    HTTPRequest("GET", path).with("X-Request-Id", "forged").with("Request-Id", "forged")
                        .with("Unique-Id", "forged"))
                #expect(response.values("X-Request-Id").count == 1, "\(path)")
                names += response.values("X-Request-Id")
            }
            #expect(Set(names).count == 4 && !names.contains("forged"), "\(names)")
            #expect(names.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9._-]{20,64}/) != nil }, "\(names)")
            // 24 hexadecimal digits are the service's own name, where the server has none.
            let hasNone = [.lighttpdSocket, .lighttpdSpawn, .apacheFcgid].contains(place.server)
            #expect(names.allSatisfy { ($0.wholeMatch(of: /[0-9a-f]{24}/) != nil) == hasNone }, "\(names)")
        }
    }
}
