import Memory
import Testing
import Web

@Suite("The page behind the link of a mail")
struct ResetPageTests {
    /// ASVS O.2
    @Test func openingUsesNothingUp() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            for _ in 0..<3 {
                let response = try world.open(token)
                #expect(response.status == 200)
                #expect(response.showsForm && !response.showsProblem)
            }
            #expect(try world.open(token, method: "HEAD").status == 200)
            #expect(try world.accepts(user.token))
            #expect(try world.submit("password=another+horse", to: token).status == 303)
            try world.takeConfirmation(for: user)
        }
    }

    @Test func formSetsThePasswordAndEndsEverySession() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let response = try world.submit("password=another+h%C3%B6rse%26", to: token)
            #expect(response.status == 303 && !response.showsForm)
            try world.takeConfirmation(for: user)
            #expect(try !world.accepts(user.token))
            try expect(try world.logIn(user.email, user.password), is: .unauthorized)
            #expect(try world.logIn(user.email, "another hörse&").status == 200)
            #expect(try world.open(token).status == 403)
            let again = try world.submit("password=a+third+horse", to: token)
            #expect(again.status == 403)
            #expect(!again.showsForm)
            #expect(try world.logIn(user.email, "another hörse&").status == 200)
        }
    }

    @Test(arguments: ["password=short", "password=", "", "password=1234567", "pässword=another+horse"])
    func passwordThatWillNotDoShowsTheFormAgain(body: String) throws {
        try Self.expectFormAgain(afterSending: body, saying: "at least 8 characters")
    }

    @Test(arguments: [
        "password=another+horse&password=another+horse", "password=%zz", "password=%FF%FE",
        "password=another+horse&x=%FF",
    ])
    func malformedFormChangesNothing(body: String) throws {
        try Self.expectFormAgain(afterSending: body, saying: "The form did not arrive whole")
    }

    @Test(arguments: [("5", 400), ("1000", 400), ("", 303), ("-1", 303), ("22", 303)])
    func lengthThatLiesChangesNothing(length: String, status: Int) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            #expect(try world.submit("password=another+horse", to: token, length: length).status == status)
            #expect(try world.accepts(user.token) == (status == 400))
            if status == 303 { try world.takeConfirmation(for: user) }
        }
    }

    @Test(arguments: ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
    func anotherMediaTypeIsRefused(contentType: String) throws {
        try withWorld { (world) throws in
            let token = try world.resetToken(for: world.addUser())
            #expect(try world.submit("password=another+horse", to: token, contentType: contentType).status == 415)
            #expect(try world.submit("password=another+horse", to: token, contentType: nil).status == 415)
        }
    }

    @Test func linkWhoseTimeIsUpSaysSo() throws {
        try withWorld { (world) throws in
            let token = try world.resetToken(for: world.addUser())
            world.clock.advance(seconds: 86_400)
            for response in [try world.open(token), try world.submit("password=another+horse", to: token)] {
                #expect(response.status == 403)
                #expect(response.text.contains("expired") && !response.showsForm)
            }
        }
    }

    @Test(arguments: ["x", "a.b.c", "%3Cscript%3E", "eyJhbGciOiJub25lIn0.e30.", "%00", "a%2Fb"])
    func whatIsNoTokenIsRefused(token: String) throws {
        try withWorld { (world) throws in
            let response = try world.open(token)
            #expect(response.status == 403)
            #expect(!response.showsForm)
            #expect(!response.text.contains("<script>"))
        }
    }

    @Test func otherErrorsArePagesToo() throws {
        try withWorld { (world) throws in
            #expect(try world.open("").status == 404)
            #expect(try world.open("a/b").status == 404)
            let response = try world.open("x", method: "DELETE")
            #expect(response.status == 405)
            #expect(response["Allow"] == ["GET, HEAD, POST"])
            var call = Call("POST", "/reset/x")
            call.contentType = "application/x-www-form-urlencoded"
            call.body = .tooLarge
            #expect(try world.send(call).status == 413)
        }
    }

    @Test func belowAPrefixThePageIsThereAndNowhereElse() throws {
        try withWorld(Arrangement(publicURL: "https://example.org/bag")) { (world) throws in
            #expect(try world.send(Call("GET", "/bag/reset/x")).status == 403)
            let outside = try world.service.response(Call("GET", "/reset/x"))
            try expect(outside, is: .notFound)
        }
    }

    /// Sends a form that changes nothing, and expects it back with a sentence that says why.
    private static func expectFormAgain(afterSending body: String, saying sentence: String) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let response = try world.submit(body, to: token)
            #expect(response.status == 400)
            #expect(response.showsForm && response.showsProblem)
            #expect(response.text.contains(sentence))
            #expect(try world.open(token).status == 200)
            #expect(try world.accepts(user.token))
        }
    }
}
