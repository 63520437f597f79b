import TestSite
import Testing

extension ServerTests {
    /// Header fields that have to reach the other side.
    @EndToEnd
    @Suite struct FieldTests {
        @Test(arguments: Place.all)
        func authorizationReachesTheService(_ place: Place) throws {
            let site = try place.site
            let token = try site.newAccount(place.newEmail())
            for scheme in ["Bearer", "bearer", "BEARER"] {
                let request = HTTPRequest("POST", "/api/movies", json: Site.movie(SharedSites.newName()))
                    .with("Authorization", "\(scheme) \(token)")
                #expect(try site.mounted.send(request).status == 200)
            }
            try place.shows(.authorization)
        }

        @Test(arguments: Place.all)
        func theNewestTagGetsNoBodyAndAnOldOneChangesNothing(_ place: Place) throws {
            let site = try place.site
            let token = try site.newAccount(place.newEmail())
            let path = "/api/movies/\(try site.addMovie(SharedSites.newName(), token: token))"
            let tag = try #require(try site.mounted.get(path)["ETag"])
            #expect(tag.hasPrefix("\"1-"))
            let connection = try site.mounted.connect()
            let unchanged = try connection.exchange(HTTPRequest("GET", path).with("If-None-Match", tag))
            #expect(unchanged.status == 304)
            #expect(unchanged["ETag"] == tag)
            #expect(unchanged.values("Content-Type") == [])
            // The 304 had no body, or this would be no response.
            #expect(try connection.exchange(HTTPRequest("GET", path)).status == 200)

            let change = HTTPRequest("PUT", path, json: #"{"genres":["Horror"]}"#, token: token)
            #expect(try site.mounted.send(change.with("If-Match", tag)).status == 200)
            try expectError(
                try site.mounted.send(change.with("If-Match", tag)), 412, "PreconditionFailed",
                "Movie has been changed since it was read")
            #expect(try site.mounted.send(HTTPRequest("GET", path).with("If-None-Match", tag)).status == 200)
            try place.shows(.conditions)
        }

        /// Also when the client takes answers compressed, which servers like to do by themselves.
        @Test(arguments: Place.all)
        func jsonIsNotChangedForAClientThatTakesItCompressed(_ place: Place) throws {
            let site = try place.site
            let path =
                "/api/movies/\(try site.addMovie(SharedSites.newName(), token: try site.newAccount(place.newEmail())))"
            let plain = try site.mounted.get(path)
            let response = try site.mounted.send(HTTPRequest("GET", path).with("Accept-Encoding", "gzip, br"))
            #expect(response["ETag"] == plain["ETag"])
            #expect(response.body == plain.body)
            try place.shows(.untouched)
        }

        @Test(arguments: Place.all)
        func aLinkLeadsBelowThePublicURL(_ place: Place) throws {
            let site = try place.site
            let token = try site.newAccount(place.newEmail())
            for _ in 0..<2 { try site.addMovie(SharedSites.newName(), token: token) }
            let page = try site.mounted.get("/api/movies?limit=1")
            let last = try #require(try page.json([Movie].self).last)
            #expect(page["Link"] == "<\(site.url)/api/movies?limit=1&after=\(last.id.oid)>; rel=\"next\"")
            try place.shows(.mounts)
        }

        @Test(arguments: Place.all.filter { !$0.prefix.isEmpty })
        func nothingIsAnsweredByTheServiceOutsideOfItsPath(_ place: Place) throws {
            let site = try place.site
            for path in ["/api/health", "/moviesapi/health", "/movies/movies/api/health"] {
                #expect(try !site.client.get(path).text.contains("\"ok\""))
            }
        }
    }
}
