import Testing

@Suite("The media type of a request")
struct MediaTypeTests {
    @Test(arguments: [
        "application/json", "Application/JSON", "application/json;charset=utf-8", "application/json; charset=UTF-8",
        "application/json ; charset=\"utf-8\"", "application/json;", "application/json;;charset=utf-8",
        "application/json; charset=utf8", "application/json;charset=us-ascii",
    ])
    func jsonInUTF8IsRead(type: String) throws {
        try withWorld { world in
            let token = try world.tokenOfSomebody()
            for route in Route.takingBodies {
                var call = route.call(Array("nonsense".utf8), token: token)
                call.contentType = type
                try expect(try world.send(call), is: .schemaValidation, "\(route.testDescription)")
            }
        }
    }

    @Test(arguments: [
        nil, "", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a",
        "application/json; charset=utf-16", "application/json; charset=iso-8859-1", "application/json; version=1",
        "application/json; charset=utf-8; charset=utf-16", "application/jsonp", "application/problem+json", "json",
        "application/json, application/json", "*/*",
    ])
    func otherTypesAreRefusedEverywhere(type: String?) throws {
        try withWorld { world in
            let token = try world.tokenOfSomebody()
            for route in Route.takingBodies {
                var call = route.call(Array(route.body.utf8), token: token)
                call.contentType = type
                try expect(try world.send(call), is: .unsupportedMediaType, "\(route.testDescription)")
            }
        }
    }

    static let codings = ["gzip", "deflate", "br", "x-gzip", "gzip, identity", "identity,gzip", "nonsense", "\"gzip\""]

    @Test(arguments: codings) func aCompressedBodyIsRefusedWithWhatIsTaken(coding: String) throws {
        try withWorld { world in
            let token = try world.tokenOfSomebody()
            for route in Route.takingBodies {
                var call = route.call(Array(route.body.utf8), token: token)
                call.others = ["HTTP_CONTENT_ENCODING": coding]
                let response = try world.send(call)
                let name: Comment = "\(route.testDescription)"
                #expect(response.status == 415, name)
                #expect(response["Accept-Encoding"] == ["identity"], name)
                #expect(try response.member("error") == "UnsupportedMediaType", name)
                #expect(try response.member("message") == "Expected a JSON body", name)
                #expect(try response.member("detail") == "body: its Content-Encoding must be identity", name)
                #expect(try world.movies() == "[]", name)
            }
        }
    }

    @Test(arguments: ["", "identity", "Identity", " identity , "])
    func aBodyThatIsNotCodedIsRead(coding: String) throws {
        try withWorld { world in
            let token = try world.tokenOfSomebody()
            for route in Route.takingBodies {
                var call = route.call(Array("nonsense".utf8), token: token)
                call.others = ["HTTP_CONTENT_ENCODING": coding]
                try expect(try world.send(call), is: .schemaValidation, "\(route.testDescription)")
            }
        }
    }

    @Test func aMissingTokenIsSaidBeforeTheCoding() throws {
        try withWorld { world in
            for route in Route.needingTokens {
                var call = Call(route.method, route.path, json: route.body)
                call.others = ["HTTP_CONTENT_ENCODING": "gzip"]
                try expect(try world.send(call), is: .missingToken)
            }
        }
    }
}

extension World {
    /// A good access token of an administrator, who may call all routes.
    fileprivate func tokenOfSomebody() throws -> String {
        let body = credentials("somebody@example.org", "horse 42")
        _ = try send(Call("POST", "/api/auth/signup", json: body))
        try execute("UPDATE accounts SET role = 'administrator'")
        return try send(Call("POST", "/api/auth/login", json: body)).member("token")
    }
}
