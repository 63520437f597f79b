import TestSite
import Testing

extension EndToEndTests {
    /// Log-ins without end with the right password: as fast as a program can.
    @EndToEnd
    @Suite struct SessionFloodTests {
        /// Logs in 300 times from several clients at once, and returns the tokens.
        private func flood(_ site: Site) throws -> [String] {
            let crowd = try Crowd(10) { [client = site.client] _ in
                let connection = try client.connect()
                return try (0..<30).map { _ in
                    let logIn = HTTPRequest("POST", "/api/auth/login", json: Site.credentials("ann@example.org"))
                    let response = try connection.exchange(logIn)
                    guard response.status == 200 else { throw Failure("\(response.status) \(response.text)") }
                    return try response.json(Token.self).token
                }
            }
            return try crowd.outputs().flatMap { $0 }
        }

        private func accepts(_ token: String, _ site: Site) throws -> Bool {
            try site.client.delete("/api/movies/\(String(repeating: "0", count: 24))", token: token).status == 403
        }

        /// ASVS 7.1.2
        @Test func anAccountHasFiftySessionsAtMostInAllProcesses() throws {
            let site = try Site(processes: 2)
            let first = try site.newAccount("ann@example.org")
            let tokens = try flood(site)
            #expect(tokens.count == 300)
            #expect(try site.sqlite("SELECT count(*) FROM sessions") == "50")
            #expect(try !accepts(first, site))
            #expect(try tokens.filter { try accepts($0, site) }.count == 50)
        }

        @Test func aSettingSaysHowMany() throws {
            let site = try Site(settings: ["MOVIE_BAG_SESSIONS_PER_ACCOUNT": "7"])
            try site.signUp("ann@example.org")
            _ = try flood(site)
            #expect(try site.sqlite("SELECT count(*) FROM sessions") == "7")
        }

        @Test func withoutLimitsAllStay() throws {
            let site = try Site(settings: ["MOVIE_BAG_LIMITS": "no"])
            try site.signUp("ann@example.org")
            let tokens = try flood(site)
            #expect(try site.sqlite("SELECT count(*) FROM sessions") == "300")
            #expect(try accepts(tokens[0], site))
        }
    }
}
