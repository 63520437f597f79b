import MovieBag
import Testing

/// What every error becomes: JSON below /api and outside of the site, a page elsewhere, and a line of the log where it is the service's.
@Suite struct ErrorResponderTests {
    /// ASVS 4.1.1
    @Test(
        arguments: [
            ("/app/reset/x/y", true), ("/app/reset/", true), ("/app/reset/%zz", true), ("/app/%72eset/x/y", true),
            ("/app/verify/x/y", true), ("/app/email/x/y", true), ("/app/%69nvitation/%zz", true),
            ("/app/api/auth/verify/x", false), ("/app/api/auth/email/x", false), ("/app/emails/x", true),
            ("/app/reset", true), ("/app/nothing", true), ("/application", false), ("/reset/x", false),
            ("/app/api/reset/x", false),
            ("/app/api/%zz", false), ("/", false), ("", false),
        ])
    func pathsOfPeopleHavePages(uri: String, isPage: Bool) throws {
        try withWorld(Arrangement(publicURL: "http://localhost:8080/app")) { (world) throws in
            let response = try world.service.response(Call("GET", uri))
            #expect(response.status == 404)
            #expect(response["Content-Type"] == [isPage ? "text/html; charset=utf-8" : "application/json"])
            #expect(response.body.starts(with: (isPage ? "<!" : "{\"error\":\"NotFound\"").utf8))
            #expect(world.composition.errors.all.isEmpty)
        }
    }

    /// ASVS 16.3.4
    @Test func whatIsOverloadedIsReported() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let overloaded = world.composition.makeService(blockingRegion: ExhaustedPool())
            let call = Call("POST", "/api/movies", json: movieBody("Ran"), token: user.token)
            try expect(try overloaded.response(call), is: .busy)
            #expect(world.composition.errors.all == ["ThreadsExhausted: Busy"])
        }
    }

    @Test func aLimitIsReportedWithItsClient() throws {
        var arrangement = Arrangement()
        arrangement.limits.linksPerClient = 1
        try withWorld(arrangement) { (world) throws in
            let user = try world.addUser()
            var call = Call("POST", "/api/auth/forgot", json: #"{"email":"\#(user.email)"}"#)
            call.others["REMOTE_ADDR"] = "192.0.2.7"
            #expect(try world.service.response(call).status == 200)
            #expect(try world.service.response(call).status == 429)
            #expect(world.composition.errors.all == ["limit: 192.0.2.7, /api/auth/forgot"])
            _ = try world.takeReset(for: user)
        }
    }
}
