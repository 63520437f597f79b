import Testing

/// Scripts of other sites may read nothing: no response says that they may (Fetch, section 3.2).
@Suite struct CrossOriginTests {
    /// ASVS 3.4.2
    @Test func noOriginIsAllowed() throws {
        try withWorld { world in
            let user = try world.addAdministrator()
            for route in Route.all {
                // Another session for each, as some end it.
                let token = try world.again(user).token
                for origin in ["https://evil.example", "null", "http://localhost:8080"] {
                    var call = route.call(Array(route.body.utf8), token: token)
                    call.others["HTTP_ORIGIN"] = origin
                    try expectNothingAllowed(try world.send(call), route)
                }
            }
            _ = try world.takeMails()
        }
    }

    /// The question that a browser asks before it sends anything that a form cannot.
    /// ASVS 3.4.2
    @Test func theQuestionBeforehandIsRefused() throws {
        try withWorld { world in
            for route in Route.all {
                var call = Call("OPTIONS", route.path)
                call.others = [
                    "HTTP_ORIGIN": "https://evil.example", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": route.method,
                    "HTTP_ACCESS_CONTROL_REQUEST_HEADERS": "authorization, content-type",
                ]
                let response = try world.send(call)
                #expect(response.status == 405, "\(route.testDescription)")
                try expectNothingAllowed(response, route)
            }
        }
    }

    private func expectNothingAllowed(_ response: TestResponse, _ route: Route) throws {
        let names = response.fields.map { $0.name.lowercased() }
        #expect(!names.contains { $0.hasPrefix("access-control-") }, "\(route.testDescription)")
        #expect(!response.fields.contains { $0.value.contains("evil.example") }, "\(route.testDescription)")
    }
}
