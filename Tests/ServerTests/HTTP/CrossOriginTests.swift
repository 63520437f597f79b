import TestSite
import Testing

extension ServerTests {
    /// Pages of an origin that MOVIE_BAG_CORS_ORIGINS lists.
    @EndToEnd
    @Suite struct CrossOriginTests {
        private static let origin = "http://localhost:3000"

        @Test(arguments: Place.roots)
        func questionsAndResponsesPassTheServer(_ place: Place) throws {
            let site = try Site(server: place.server, settings: ["MOVIE_BAG_CORS_ORIGINS": Self.origin])
            let question = HTTPRequest("OPTIONS", "/api/movies").with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization,content-type")
            let allowed = try site.client.send(question.with("Origin", Self.origin))
            #expect(allowed.status == 204 && allowed.values("Access-Control-Allow-Origin") == [Self.origin])
            #expect(allowed.values("Access-Control-Allow-Methods") == ["GET, HEAD, POST"])
            let refused = try site.client.send(question.with("Origin", "http://localhost:3001"))
            #expect(refused.status == 405 && refused.values("Access-Control-Allow-Origin") == [])
            for (path, status) in [("/api/movies", 200), ("/api/nothing", 404), ("/api/auth/me", 401)] {
                let response = try site.client.send(HTTPRequest("GET", path).with("Origin", Self.origin))
                #expect(response.status == status)
                #expect(response.values("Access-Control-Allow-Origin") == [Self.origin])
                #expect(response.values("Vary") == ["Origin"])
            }
        }
    }
}
