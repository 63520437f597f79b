import TestSite
import Testing

extension EndToEndTests {
    /// One link, used by many at the same moment.
    @EndToEnd
    @Suite struct ResetRaceTests {
        /// Rounds of 64 that all use one token, on two processes that share a database.
        @Test func ofManyUsesOfOneTokenAtOnceASingleOneSucceeds() throws {
            let site = try Site(processes: 2)
            try site.signUp("ann@example.org")
            var password = Site.password
            for round in 0..<20 {
                let access = try site.logIn("ann@example.org", password: password)
                let token = try site.requestReset(for: "ann@example.org")
                let client = site.client
                let responses = try concurrently(64) { index in
                    try client.post(
                        "/api/auth/reset",
                        json: #"{"reset_token":"\#(token)","password":"password \#(round)-\#(index)"}"#)
                }
                let winners = responses.indices.filter { responses[$0].status == 200 }
                #expect(winners.count == 1)
                for response in responses where response.status != 200 {
                    try expectError(response, 403, "BadToken", "Invalid token")
                }
                _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")
                // Requests go to the processes in turn, so these meet both.
                for _ in 0..<4 {
                    let response = try site.client.post("/api/movies", json: Site.movie("Late"), token: access)
                    try expectError(response, 401, "BadAccessToken", "Invalid access token")
                }
                password = "password \(round)-\(try #require(winners.first))"
            }
            #expect(try site.mailbox.untaken() == 0)
            for service in site.services {
                #expect(try Files.text(service.log).contains(" POST /api/auth/reset 200 "))
            }
        }
    }
}
