import TestSite
import Testing

extension ServerTests {
    /// What a server answers when it cannot ask the service.
    @EndToEnd
    @Suite struct OwnAnswerTests {
        @Test(arguments: Place.all.filter { !$0.server.startsTheService })
        func aServiceThatIsDownIsBusy(_ place: Place) throws {
            let site = try place.site
            try site.service.stop()
            for request in [
                HTTPRequest("GET", "/api/movies"), HTTPRequest("POST", "/api/auth/login", json: "{}"),
            ] {
                let answer = try site.mounted.send(request)
                try expectError(answer, 503, "Busy", "Temporarily overloaded, try again")
                #expect(answer["Retry-After"] == (place.server == .lighttpdSocket ? nil : "1"))
            }
            let page = try site.mounted.get("/reset/token")
            #expect((502...503).contains(page.status))
            #expect(page["Content-Type"]?.hasPrefix("text/") == true)
            try site.service.restart()
            try site.waitUntilItAnswers()
            try place.shows(
                .serviceDown,
                otherwise: place.server == .lighttpdSocket ? "without `Retry-After`" : nil)
        }

        @Test(arguments: Place.all)
        func aRequestLineOfFortyThousandBytesIsRefused(_ place: Place) throws {
            let site = try place.site
            let answer = try site.mounted.get("/api/\(String(repeating: "x", count: 40_000))")
            // Whoever refuses it, and for whatever reason.
            #expect([400, 404, 414, 431].contains(answer.status))
            #expect(try site.mounted.get("/api/health").status == 200)
            try place.shows(.longLine, otherwise: "yes: \(answer.status)")
        }
    }
}
