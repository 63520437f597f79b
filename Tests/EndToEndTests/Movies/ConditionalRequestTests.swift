import TestSite
import Testing

extension EndToEndTests {
    /// Entity tags, from the client through nginx to the database and back.
    @EndToEnd
    @Suite struct ConditionalRequestTests {
        private let site: Site
        private let token: String
        private let path: String

        init() throws {
            site = try Site()
            token = try site.newAccount("ann@example.org")
            path = "/api/movies/\(try site.addMovie("Vertigo", token: token))"
        }

        @Test func theNewestTagIsAnsweredWith304() throws {
            for path in [path, "/api/movies", "/api/movies?limit=1"] {
                for method in ["GET", "HEAD"] {
                    let tag = try self.tag(path)
                    #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
                    let request = HTTPRequest(method, path)
                    for value in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                        let response = try site.client.send(request.with("If-None-Match", value))
                        #expect(response.status == 304, "\(method) \(path) \(value)")
                        #expect(response["ETag"] == tag)
                        #expect(response.body.isEmpty)
                        #expect(response.values("Content-Length").isEmpty)
                        #expect(response.values("Cache-Control") == ["public, max-age=0, s-maxage=1"])
                    }
                    #expect(try site.client.send(request.with("If-None-Match", "\"other\"")).status == 200)
                }
            }
        }

        @Test func aChangeGivesTheMovieAndTheListNewTags() throws {
            let before = try (tag(path), tag("/api/movies"))
            #expect(try site.client.put(path, json: #"{"name":"Psycho"}"#, token: token).status == 200)
            for (path, tag) in [(path, before.0), ("/api/movies", before.1)] {
                let response = try site.client.send(HTTPRequest("GET", path).with("If-None-Match", tag))
                #expect(response.status == 200)
                #expect(response.text.contains("Psycho"))
                #expect(response["ETag"] != tag)
            }
        }

        @Test func aConnectionGoesOnAfterAResponseWithoutABody() throws {
            let connection = try site.client.connect()
            let request = HTTPRequest("GET", path).with("If-None-Match", try tag(path))
            for _ in 0..<20 {
                #expect(try connection.exchange(request).status == 304)
                #expect(try connection.exchange(HTTPRequest("GET", path)).json(Movie.self).name == "Vertigo")
            }
        }

        @Test(arguments: ["PUT", "DELETE"])
        func anOldTagChangesNothing(method: String) throws {
            let old = try tag(path)
            #expect(try site.client.put(path, json: #"{"genres":["Thriller"]}"#, token: token).status == 200)
            let request = HTTPRequest(method, path, json: #"{"name":"Psycho"}"#, token: token)
            for value in [old, "\"other\"", "W/\(try tag(path))"] {
                try expectError(
                    try site.client.send(request.with("If-Match", value)), 412, "PreconditionFailed",
                    "Movie has been changed since it was read")
            }
            #expect(try site.client.get(path).json(Movie.self).name == "Vertigo")
            #expect(try site.client.send(request.with("If-Match", try tag(path))).status == 200)
        }

        private func tag(_ path: String) throws -> String {
            let response = try site.client.get(path)
            return try #require(response["ETag"], "\(response.status)")
        }
    }
}
