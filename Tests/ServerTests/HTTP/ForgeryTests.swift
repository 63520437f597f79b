import TestSite
import Testing

extension ServerTests {
    /// Header fields that pretend to be something else.
    @EndToEnd
    @Suite struct ForgeryTests {
        /// Programs take that variable for a setting of their own.
        /// ASVS 4.1.3
        @Test(arguments: Place.roots.filter { !$0.server.startsTheService })
        func noFieldBecomesTheVariableForAProxy(_ place: Place) throws {
            let site = try Site(server: place.server)
            try site.service.stop()
            let reader = try VariableReader(on: site.service.socket)
            let client = site.client
            let request = HTTPRequest("GET", "/api/x%2Fy").with("Proxy", "http://evil.example").with("X-Other", "seen")
            // A server may still believe that nobody is there.
            let crowd = try Crowd(1) { _ in
                try wait(for: "a response") { try client.send(request).text == "read" }
            }
            let variables = try reader.takeRequest()
            _ = try crowd.outputs()
            #expect(variables["HTTP_X_OTHER"] == "seen")
            #expect((variables["HTTP_PROXY"] ?? "") == "")
            #expect(variables["REQUEST_URI"] == "/api/x%2Fy")
            #expect(variables["REQUEST_METHOD"] == "GET")
            try place.shows(.proxyField)
        }

        @Test(arguments: Place.roots)
        func noFieldOfARequestReachesTheLinkInAMail(_ place: Place) throws {
            let site = try place.site
            let email = place.newEmail()
            try site.signUp(email)
            let request = HTTPRequest("POST", "/api/auth/forgot", json: #"{"email":"\#(email)"}"#)
            let forged = ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-URL"].map {
                ($0, "evil.example")
            }
            var mails = 0
            for (name, value) in forged + [("Forwarded", "host=evil.example")] {
                let response = try site.mounted.send(request.with(name, value))
                // A server with several sites knows none of this name, and what it says then is not ours.
                guard name == "Host" else {
                    #expect(response.status == 200)
                    mails += 1
                    continue
                }
                if response.text.contains("message") { mails += 1 }
            }
            for _ in 0..<mails {
                let mail = try site.mailbox.take(for: email, subject: "[Movie-bag] Reset Your Password")
                _ = try mail.resetToken(site: site.url)
                #expect(!mail.message.contains("evil"))
                for text in mail.texts { #expect(!text.contains("evil")) }
            }
            try place.shows(.forgedHost)
        }
    }
}
