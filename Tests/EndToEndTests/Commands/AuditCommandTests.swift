import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// `movie-bag audit` beside a service.
    @EndToEnd
    @Suite struct AuditCommandTests {
        private let site: Site
        private let account: String

        init() throws {
            site = try Site()
            account = try site.signUp("ann@example.org")
            try site.signUp("bob@example.org")
            _ = try site.logIn("ann@example.org")
            _ = try site.client.post("/api/auth/login", json: Site.credentials("ann@example.org", "wrong horse"))
        }

        private func lines(_ arguments: String...) throws -> [[String]] {
            let program = try FinishedProgram(
                [Repository.program, "audit"] + arguments, environment: site.environment, limit: .seconds(60))
            #expect(program.ending == .status(0), "\(program.errors)")
            return program.output.split(separator: "\n").map { line in
                line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
        }

        @Test func whatWasRecordedIsListedTheNewestFirstAndFiltered() throws {
            let all = try lines()
            #expect(all.map { $0[2] } == ["login-failed", "login", "signup", "signup"])
            #expect(all.allSatisfy { $0.count == 9 })
            #expect(all[0][3...5] == [account, "-", "127.0.0.1"])
            #expect(all[1][3...5] == [account, account, "127.0.0.1"])
            #expect(try lines("--account", "ANN@example.org").map { $0[2] } == ["login-failed", "login", "signup"])
            #expect(try lines("--account", account, "--kind", "login").count == 1)
            let page = try lines("--limit", "2")
            #expect(page == Array(all.prefix(2)))
            #expect(try lines("--limit", "2", "--after", page[1][0]) == Array(all.suffix(2)))
        }

        @Test func theJSONIsThatOfTheAPI() throws {
            let token = try site.logIn("ann@example.org")
            let response = try site.client.send(
                HTTPRequest("GET", "/api/audit?kind=login").with("Authorization", "Bearer \(token)"))
            let program = try site.succeed("audit", "--kind", "login", "--json")
            #expect(response.text == "[" + program.split(separator: "\n").joined(separator: ",") + "]")
        }

        @Test func whatIsUnknownIsSaid() throws {
            let unknown = try site.command("audit", "--account", "nobody@example.org")
            #expect(unknown.ending == .status(1))
            #expect(unknown.errors.contains("no account has the address or id nobody@example.org"))
            #expect(try site.command("audit", "--kind", "nonsense").ending == .status(64))
            #expect(try site.command("audit", "--after", "1").ending == .status(64))
            #expect(try site.command("audit", "--limit", "0").ending == .status(64))
        }
    }
}
