import MovieBagAPI
import Testing
import Web

/// Errors for a client that wants `application/problem+json` (RFC 9457).
@Suite struct ProblemTests {
    private func response(to accept: String?, _ uri: String = "/api/nothing", at world: World) throws -> TestResponse {
        var call = Call("GET", uri)
        call.others["HTTP_ACCEPT"] = accept
        return try world.service.response(call)
    }

    @Test func aClientThatWantsProblemsGetsThem() throws {
        try withWorld { world in
            let found = try response(to: "application/problem+json", "/api/movies?limit=0", at: world)
            #expect(found["Content-Type"] == ["application/problem+json"] && found.status == 400)
            #expect(
                found.text == #"{"type":"/api#SchemaValidation","title":"Request is missing required fields","#
                    + #""error":"SchemaValidation","message":"Request is missing required fields","status":400,"#
                    + #""detail":"limit: must be a number from 1 to 1000"}"#)
            #expect(found["Cache-Control"] == ["no-store"] && found["Vary"] == [])
        }
    }

    @Test func theTypeLeadsToThePageOfThisSite() throws {
        try withWorld(Arrangement(publicURL: "https://example.org/bag")) { world in
            let found = try response(to: "application/problem+json", "/bag/api/nothing", at: world)
            #expect(try found.member("type") == "/bag/api#NotFound")
        }
    }

    @Test(arguments: [
        nil, "", "*/*", "application/*", "application/json", "application/json, application/problem+json",
        "application/problem+json, */*", "application/problem+json;q=0", "application/problem+json;q=x",
        "application/problem+json" + String(repeating: ",a/b", count: 400),
    ])
    func everyOtherGetsWhatItAlwaysGot(accept: String?) throws {
        try withWorld { world in
            let found = try response(to: accept, at: world)
            #expect(found["Content-Type"] == ["application/json"])
            #expect(found.text == #"{"error":"NotFound","message":"No such resource","status":404}"#)
            #expect(found["Vary"] == [])
        }
    }

    @Test func whatIsNoErrorStaysAsItIs() throws {
        try withWorld { world in
            let found = try response(to: "application/problem+json", "/api/movies", at: world)
            #expect(found["Content-Type"] == ["application/json"] && found.text == "[]")
        }
    }

    @Test func anErrorBelowALinkStaysAPage() throws {
        try withWorld { world in
            let found = try response(to: "application/problem+json", "/reset/x", at: world)
            #expect(found["Content-Type"] == ["text/html; charset=utf-8"])
        }
    }

    @Test func aProblemHasTheFieldsOfItsError() throws {
        try withWorld { world in
            var call = Call("POST", "/api/movies", json: "{}")
            call.others["HTTP_ACCEPT"] = "application/problem+json, application/json;q=0.5"
            let found = try world.service.response(call)
            #expect(found.status == 401 && found["WWW-Authenticate"] == ["Bearer"])
            #expect(try found.member("type") == "/api#MissingToken")
        }
    }
}
