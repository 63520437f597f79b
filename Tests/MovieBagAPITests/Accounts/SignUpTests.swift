import Testing

@Suite("Signing up")
struct SignUpTests {
    @Test func answersTheIdOfTheAccount() throws {
        try withWorld { world in
            let response = try world.send(
                Call("POST", "/api/auth/signup", json: credentials("ann@example.org", "horse 42")))
            #expect(response.status == 200)
            // The clock stands at the seconds 684ee180 and this is the first id of process 1.
            #expect(response.text == #"{"id":"684ee1800000000000000001"}"#)
            #expect(response["Cache-Control"] == ["no-store"])
        }
    }

    @Test(arguments: ["ann@example.org", "ANN@EXAMPLE.ORG", "Ann@Example.Org"])
    func addressIsUniqueWithoutRegardToCase(second: String) throws {
        try withWorld { world in
            _ = try world.addUser("ann@Example.org", password: "correct horse")
            try expect(
                try world.send(Call("POST", "/api/auth/signup", json: credentials(second, "another password"))),
                is: .emailAlreadyExists)
            // The first account is untouched.
            #expect(try world.logIn(second, "correct horse").status == 200)
            try expect(try world.logIn(second, "another password"), is: .unauthorized)
        }
    }

    @Test func weakPasswordIsSaidBeforeTheAddressIsLookedUp() throws {
        try withWorld { world in
            _ = try world.addUser()
            try expect(
                try world.send(Call("POST", "/api/auth/signup", json: credentials("ann@example.org", "1234567"))),
                is: .schemaValidation)
        }
    }

    @Test func addressIsKeptAsGiven() throws {
        try withWorld { world in
            let user = try world.addUser("Ann.Example+Movies@Example.ORG")
            // The mail goes to the address as it was typed: checked when it is taken out.
            _ = try world.resetToken(for: user)
        }
    }

    @Test func twoAtOnceThatDifferInCaseGiveOneAccount() throws {
        try withWorld { world in
            let composition = world.composition
            for round in 0..<20 {
                let responses = try onThreads(8) { index, waitForOthers in
                    let service = composition.makeService()
                    let name = index.isMultiple(of: 2) ? "twin\(round)" : "TWIN\(round)"
                    waitForOthers()
                    return try service.response(
                        Call("POST", "/api/auth/signup", json: credentials("\(name)@example.org", "horse 42")))
                }
                #expect(responses.count { $0.status == 200 } == 1)
                #expect(responses.count { $0.text.contains(#""error":"EmailAlreadyExists""#) } == 7)
            }
        }
    }
}
