import Mail
import MovieBag
import TestPages
import Testing

@Suite("Asking for a new password by pages")
struct ForgotPageTests {
    @Test func knownAndUnknownAddressesHaveTheSameResponse() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            let form = try browser.page("/forgot").fields()
            let responses = try [" ANN@example.org", "eve@example.org"].map {
                try browser.send(form, with: ["email": $0], to: "/forgot")
            }
            for response in responses { #expect(response.status == 303 && response["Location"] == ["/forgot/mailed"]) }
            #expect(responses[0].lastingFields.map(\.value) == responses[1].lastingFields.map(\.value))
            #expect(try browser.page("/forgot/mailed").text.contains("If there is an account with this address"))
            let token = try world.takeReset(for: user)
            #expect(
                try browser.submit("/reset/\(token)", ["password": "another horse"]).text.contains("Password changed"))
            try world.takeConfirmation(for: user)
        }
    }

    @Test(arguments: ["", "none", "<script>alert(1)</script>@x", "a b@example.org"])
    func whatIsNoAddressIsShownAgain(email: String) throws {
        try withWorld { (world) throws in
            var browser = PageBrowser(in: world)
            let response = try browser.post("/forgot", ["email": email])
            #expect(response.status == 400)
            #expect(response.says("Please enter an email address like name@example.org.", at: "email"))
            #expect(try StrictPage(response).value("email") == email)
        }
    }

    @Test func tooManyAreRefusedWithTheTime() throws {
        var arrangement = Arrangement()
        arrangement.limits.linksPerClient = 1
        try withWorld(arrangement) { (world) throws in
            let user = try world.addUser()
            var browser = PageBrowser(in: world)
            browser.others["REMOTE_ADDR"] = "192.0.2.7"
            #expect(try browser.post("/forgot", ["email": user.email]).status == 303)
            let response = try browser.post("/forgot", ["email": user.email])
            #expect(response.status == 429 && !response["Retry-After"].isEmpty)
            #expect(response.text.contains("That was tried too often."))
            #expect(try StrictPage(response).value("email") == user.email)
            _ = try world.takeReset(for: user)
        }
    }
}
