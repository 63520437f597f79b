import TestSite
import Testing

extension ServerTests {
    /// What a server answers when it cannot ask the service.
    @EndToEnd
    @Suite struct OwnResponseTests {
        /// ASVS 3.4.4
        @Test(arguments: Place.all.filter { !$0.server.startsTheService })
        func aServiceThatIsDownIsBusy(_ place: Place) throws {
            let site = try place.site
            try site.service.stop()
            for request in [
                HTTPRequest("GET", "/api/movies"), HTTPRequest("POST", "/api/auth/login", json: "{}"),
            ] {
                let response = try site.mounted.send(request)
                try expectError(response, 503, "Busy", "Temporarily overloaded, try again")
                response.expectSafeForBrowsers()
                #expect(response["Retry-After"] == (place.server == .lighttpdSocket ? nil : "1"))
            }
            let page = try site.mounted.get("/reset/token")
            #expect((502...503).contains(page.status))
            #expect(page["Content-Type"]?.hasPrefix("text/") == true)
            page.expectSafeForBrowsers()
            #expect(page.values("Referrer-Policy") == ["no-referrer"])
            try site.service.restart()
            try site.waitUntilItAnswers()
            try place.shows(
                .serviceDown,
                otherwise: place.server == .lighttpdSocket ? "without `Retry-After`" : nil)
        }

        /// Too large for the server, for its parser, and no HTTP at all.
        /// ASVS 3.4.3, 3.4.6
        @Test(arguments: Place.roots)
        func whatItRefusesItselfIsSafeForBrowsers(_ place: Place) throws {
            let site = try place.site
            var large = HTTPRequest("POST", "/api/auth/login", json: "")
            large.body = Array(repeating: UInt8(ascii: " "), count: 2 << 20)
            let response = try site.client.send(large)
            #expect(response.status == 413)
            // lighttpd answers before it knows what to add, and Apache lets the service say it.
            let (isLighttpd, isApache) = (
                [.lighttpdSocket, .lighttpdSpawn].contains(place.server), place.server == .apacheProxy
            )
            if !isLighttpd && !isApache { response.expectSafeForBrowsers() }
            // Nor do these three know yet for whom it is what is no HTTP.
            let knowsNothing = isLighttpd || [.apacheFcgid, .caddy].contains(place.server)
            for text in [
                "GET /api/movies HTTP/1.1\r\n\r\n", "GET /api/ HTTP/1.1\r\nHost: localhost\r\nX Y: z\r\n\r\n",
            ] {
                let connection = try site.client.connect()
                try connection.send(Array(text.utf8))
                let refused = try connection.receive()
                if knowsNothing { continue }
                #expect(refused.status == 400)
                refused.expectSafeForBrowsers()
            }
            try place.shows(
                .ownFields,
                otherwise: isLighttpd
                    ? "those of the service being away" : knowsNothing ? "yes, but for malformed requests" : nil)
        }

        @Test(arguments: Place.roots)
        func aPathThatItRefusesIsTheRequestsFault(_ place: Place) throws {
            let response = try place.site.client.get("/api/movies%00")
            #expect([400, 404].contains(response.status), "\(response.text)")
            #expect(!response.text.contains("Busy"))
            #expect(response["Retry-After"] == nil)
            if place.server == .caddy {
                try expectError(response, 400, "SchemaValidation", "Request is missing required fields")
                response.expectSafeForBrowsers()
            }
            try place.shows(.ownRefusals, otherwise: "yes: \(response.status)")
        }

        /// A mail program may cut a link in the midst of a character. What a browser shows then must not be JSON, and the browser
        /// must not name the address in what it asks for next.
        @Test(arguments: Place.all)
        func aLinkThatIsNoAddressIsAnsweredWithAPage(_ place: Place) throws {
            let response = try place.site.mounted.get("/reset/token%2")
            #expect((400..<500).contains(response.status), "\(response.text)")
            switch place.server {
            // It asks the service.
            case .lighttpdSocket, .lighttpdSpawn: #expect(response.values("Referrer-Policy") == ["no-referrer"])
            // Caddy answers before it looks into a configuration, Apache before it looks into .htaccess.
            case .apacheFcgid, .caddy: #expect(response["Content-Type"]?.hasPrefix("text/") == true)
            case .nginx, .nginxWithoutKeepConn, .apacheProxy:
                #expect(response["Content-Type"]?.hasPrefix("text/html") == true)
                #expect(!response.text.hasPrefix("{"), "\(response.text)")
                response.expectSafeForBrowsers()
                #expect(response.values("Referrer-Policy") == ["no-referrer"])
                let refused = try place.site.mounted.get("/api/%2")
                try expectError(refused, 400, "SchemaValidation", "Request is missing required fields")
                refused.expectSafeForBrowsers()
            }
        }

        /// Which it finds by the number of the status, 411 too: where `server.stream-request-body` is on, a body may not come
        /// in chunks.
        @Test func everyErrorFileOfLighttpdIsAnErrorOfTheAPI() throws {
            let directory = "\(Repository.path)/deploy/lighttpd/movie-bag-errors"
            let names = try Files.names(in: directory).sorted()
            #expect(
                names.map { $0.prefix(3) } == [
                    "400", "404", "411", "413", "414", "431", "500", "501", "502", "503", "504",
                ])
            for name in names {
                let text = try Files.text("\(directory)/\(name)")
                #expect(text.hasPrefix("{\"error\":\"") && text.contains("\"status\":\(name.prefix(3))"), "\(name)")
            }
        }

        @Test(arguments: Place.all)
        func aRequestLineOfFortyThousandBytesIsRefused(_ place: Place) throws {
            let site = try place.site
            let response = try site.mounted.get("/api/\(String(repeating: "x", count: 40_000))")
            // Whoever refuses it, and for whatever reason.
            #expect([400, 404, 414, 431].contains(response.status))
            #expect(try site.mounted.get("/api/health").status == 200)
            try place.shows(.longLine, otherwise: "yes: \(response.status)")
        }
    }
}
