import TestSite
import Testing

extension ServerTests {
    /// A web server that compresses JSON gives it another tag.
    @EndToEnd
    @Suite struct CompressionTests {
        /// Caddy's `encode` cannot be taken back where it is in force.
        @Test(arguments: Place.roots.filter { $0.server != .caddy })
        func theFilesKeepItFromTheServicesAnswers(_ place: Place) throws {
            let site = try Site(server: place.server, compression: .others)
            let (path, tag) = try addMovie(at: site)
            let response = try site.client.send(HTTPRequest("GET", path).with("Accept-Encoding", "gzip"))
            #expect(response["Content-Encoding"] == nil)
            #expect(response["ETag"] == tag)
            try place.shows(.compression)
        }

        @Test(arguments: Place.roots, [false, true])
        func whereItIsDoneAllTheSameWhatWasReadCanBeNamed(_ place: Place, takesWeakTags: Bool) throws {
            let site = try Site(
                server: place.server, compression: .everything,
                settings: takesWeakTags ? ["MOVIE_BAG_WEAK_TAGS": "yes"] : [:])
            let (path, _) = try addMovie(at: site)
            let read = HTTPRequest("GET", path).with("Accept-Encoding", "gzip")
            let response = try site.client.send(read)
            #expect(response["Content-Encoding"] == "gzip")
            let tag = try #require(response["ETag"])
            #expect(try site.client.send(read.with("If-None-Match", tag)).status == 304)

            let token = try site.logIn("ann@example.org")
            let change = HTTPRequest("PUT", path, json: #"{"genres":["Horror"]}"#, token: token).with("If-Match", tag)
            guard !tag.hasPrefix("W/") || takesWeakTags else {
                #expect(try site.client.send(change).status == 412)
                return
            }
            #expect(try site.client.send(change).status == 200)
            #expect(try site.client.send(change).status == 412)
            #expect(try site.client.send(read.with("If-None-Match", tag)).status == 200)
            try place.shows(.compressed, otherwise: tag.hasPrefix("W/") ? "with `MOVIE_BAG_WEAK_TAGS=yes`" : nil)
        }

        @Test(arguments: Place.roots)
        func theDoctorNoticesIt(_ place: Place) throws {
            let site = try Site(server: place.server, compression: .everything)
            _ = try addMovie(at: site)
            let doctor = try FinishedProgram(
                [Repository.program, "doctor", "--only-url", "--url", site.url], environment: site.environment)
            #expect(doctor.output.contains("\nwarning site: JSON comes compressed"), "\(doctor.output)")
            #expect(doctor.ending == .status(0), "\(doctor.output)")
        }

        /// A movie that is longer than what servers leave as it is, 512 bytes and less.
        private func addMovie(at site: Site) throws -> (path: String, tag: String) {
            let cast = (1...20).map { "\"\(String(repeating: "long ", count: 10))\($0)\"" }.joined(separator: ",")
            let added = try site.client.post(
                "/api/movies", json: "{\"name\":\"Ran\",\"casts\":[\(cast)],\"genres\":[\"Drama\"]}",
                token: try site.newAccount("ann@example.org"))
            let path = "/api/movies/\(try added.json(Identifier.self).id)"
            return (path, try #require(try site.client.get(path)["ETag"]))
        }
    }
}
