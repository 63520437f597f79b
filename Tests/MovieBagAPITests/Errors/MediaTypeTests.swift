import Testing

@Suite("The media type of a request")
struct MediaTypeTests {
    @Test(arguments: [
        "application/json", "Application/JSON", "application/json;charset=utf-8", "application/json; charset=UTF-8",
        "application/json ; charset=\"utf-8\"",
    ])
    func jsonInUTF8IsRead(type: String) throws {
        try withWorld { world in
            for route in Route.takingBodies {
                var call = route.call(Array("nonsense".utf8), token: try world.tokenOfSomebody())
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
            for route in Route.takingBodies {
                var call = route.call(Array(route.body.utf8), token: try world.tokenOfSomebody())
                call.contentType = type
                try expect(try world.send(call), is: .unsupportedMediaType, "\(route.testDescription)")
            }
        }
    }
}

extension World {
    /// A good access token, of whom does not matter.
    fileprivate func tokenOfSomebody() throws -> String {
        let body = credentials("somebody@example.org", "12345678")
        _ = try send(Call("POST", "/api/auth/signup", json: body))
        return try send(Call("POST", "/api/auth/login", json: body)).member("token")
    }
}
