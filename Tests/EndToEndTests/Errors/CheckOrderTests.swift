import TestSite
import Testing

extension EndToEndTests {
    /// Of several things that are wrong with a request, the published first one is answered.
    @EndToEnd
    @Suite struct CheckOrderTests {
        @Test(arguments: [
            // Everything from the second on is wrong with each.
            ("POST", "/api/nothing", true, 404, "NotFound"),
            ("POST", "/api/health", true, 405, "MethodNotAllowed"),
            ("POST", "/api/movies", true, 413, "BodyTooLarge"),
            ("POST", "/api/movies", false, 401, "MissingToken"),
            ("POST", "/api/auth/login", false, 415, "UnsupportedMediaType"),
        ])
        func theFirstOfSeveralProblemsIsAnswered(
            _ method: String, _ path: String, _ isLarge: Bool, _ status: Int, _ name: String
        ) throws {
            // Below nginx's own limit, so that the service is the one to see that it is too large.
            let site = try Site(settings: ["MOVIE_BAG_MAX_BODY_BYTES": "1024"])
            var request = HTTPRequest(method, path).with("Content-Type", "text/plain")
            request.body = Array(repeating: UInt8(ascii: "x"), count: isLarge ? 1025 : 10)
            let response = try site.client.send(request)
            #expect(response.status == status)
            #expect(try response.json(PublishedError.self).error == name)
        }
    }
}
