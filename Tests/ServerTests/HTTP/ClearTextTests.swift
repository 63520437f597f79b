import TestSite
import Testing

extension ServerTests {
    /// What the files have for port 80 of a site that speaks TLS.
    @EndToEnd
    @Suite struct ClearTextTests {
        /// ASVS 12.2.1
        @Test(arguments: Place.all)
        func peopleAreLedToHTTPS(_ place: Place) throws {
            let site = try place.site
            let client = try #require(site.redirectClient)
            for path in ["/", "/reset/some-token", "/reset/some-token?x=y"] {
                let response = try client.get(site.prefix + path)
                #expect(response.status == 301)
                // lighttpd redirects before it looks which fields to add.
                if ![.lighttpdSocket, .lighttpdSpawn].contains(place.server) { response.expectSafeForBrowsers() }
                let location = try #require(response["Location"])
                #expect(
                    location.hasPrefix("https://localhost:") && location.hasSuffix(site.prefix + path), "\(location)")
            }
            let forged = try client.send(HTTPRequest("GET", site.prefix + "/").with("X-Forwarded-Host", "evil.example"))
            #expect(forged["Location"]?.contains("evil") == false)
        }

        /// A redirect would be followed, and the next password would be sent in clear again before it is.
        /// ASVS 4.1.2, 12.2.1
        @Test(arguments: Place.all)
        func theAPIIsNeitherServedNorRedirected(_ place: Place) throws {
            let site = try place.site
            let client = try #require(site.redirectClient)
            let email = place.newEmail()
            for request in [
                HTTPRequest("GET", "/api/health"), HTTPRequest("GET", "/api/movies"),
                HTTPRequest("GET", "/%61pi/health"),
                HTTPRequest("POST", "/api/auth/signup", json: Site.credentials(email)),
                HTTPRequest("PUT", "/api/movies/x", json: "{}"), HTTPRequest("DELETE", "/api/movies/x"),
                HTTPRequest("GET", "/api"),
            ] {
                var request = request
                request.path = site.prefix + request.path
                let response = try client.send(request)
                // lighttpd lets nothing refuse a request that comes before what sets the fields of its response.
                let status = [.lighttpdSocket, .lighttpdSpawn].contains(place.server) ? 404 : 403
                try expectError(
                    response, status, "HTTPSRequired", "Use https://, as what is sent without can be read on its way")
                #expect(response["Location"] == nil)
                response.expectSafeForBrowsers()
            }
            // It has not reached the service either.
            try site.signUp(email)
            switch place.server {
            case .apacheFcgid: try place.shows(.clearText, otherwise: "once uncommented, as the host has TLS")
            case .lighttpdSocket, .lighttpdSpawn: try place.shows(.clearText, otherwise: "404 for the API")
            case .nginx, .nginxWithoutKeepConn, .apacheProxy, .caddy: try place.shows(.clearText)
            }
        }
    }
}

extension HTTPResponse {
    /// Expects what keeps a browser from making more of an error than a text.
    func expectSafeForBrowsers(sourceLocation: SourceLocation = #_sourceLocation) {
        let policies = values("Content-Security-Policy")
        #expect(policies.count == 1, sourceLocation: sourceLocation)
        #expect(policies.first?.hasPrefix("default-src 'none'") == true, sourceLocation: sourceLocation)
        #expect(policies.first?.contains("frame-ancestors 'none'") == true, sourceLocation: sourceLocation)
        #expect(values("X-Content-Type-Options") == ["nosniff"], sourceLocation: sourceLocation)
        #expect(values("Cross-Origin-Opener-Policy") == ["same-origin"], sourceLocation: sourceLocation)
    }
}
