import Glibc
import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// Wrong passwords at services that share a database: how many are answered, and whom they keep out.
    @EndToEnd
    @Suite struct GuessTests {
        private nonisolated static let email = "ann@example.org"

        /// Logs in from an address, and waits for the status.
        private nonisolated static func logIn(_ password: String, from address: String, to socket: String) throws
            -> String
        {
            var request = FastCGIRequest(
                "POST", "/api/auth/login", body: Array(Site.credentials(email, password).utf8))
            request.variables.append(("REMOTE_ADDR", address))
            return try LogInFlood.status(of: request, to: socket)
        }

        /// Sends wrong passwords to both services, 64 at once, from so many addresses; returns how many had which status.
        private func guess(_ count: Int, from addresses: Int, at site: Site) throws -> [String: Int] {
            let sockets = site.services.map(\.socket)
            let statuses = try concurrently(64) { thread in
                try stride(from: thread, to: count, by: 64).map { number in
                    try Self.logIn("wrong horse", from: "192.0.2.\(number % addresses)", to: sockets[number % 2])
                }
            }
            return statuses.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }

        /// ASVS 2.4.1, 6.3.1
        @Test func ofFiveHundredAtOnceAtTwoServicesAHundredAndTenAreAnsweredAlsoAfterAKill() throws {
            let site = try Site(processes: 2)
            try site.signUp(Self.email)
            // Known, with ten of its own.
            #expect(try Self.logIn(Site.password, from: "192.0.2.0", to: site.services[0].socket) == "200")
            let first = try guess(300, from: 50, at: site)
            for service in site.services { try service.crash() }
            for service in site.services { try service.restart() }
            let second = try guess(200, from: 50, at: site)
            let answered = first["401", default: 0] + second["401", default: 0]
            // One more is let through each 36 s, and one each minute of the known client.
            #expect((105...115).contains(answered), "\(first) \(second)")
            #expect(Set(first.keys).union(second.keys) == ["401", "429"])
            #expect(second["429", default: 0] > 180, "what was counted before the kill counts after it")

            // Those who guess are recorded, at most 60 a minute and process, the others as sums.
            // Of those that are summed some were refused in the end, when others had used up the room: at most one a thread.
            let sum = Int(try site.sqlite("SELECT sum(times) FROM audit WHERE kind = 'login-failed'")) ?? 0
            #expect((answered...answered + 64).contains(sum), "\(sum) \(answered)")
        }

        /// ASVS 6.3.1
        @Test func theOwnerLogsInAtOnceWhile127001GuessesWithoutEnd() throws {
            let site = try Site()
            try site.signUp(Self.email)
            #expect(try Self.logIn(Site.password, from: "198.51.100.1", to: site.service.socket) == "200")
            for _ in 0..<200 { _ = try Self.logIn("wrong horse", from: "127.0.0.1", to: site.service.socket) }
            // From one that guesses nothing, and from a known one while strangers have used up what all of them have.
            #expect(try Self.logIn(Site.password, from: "203.0.113.5", to: site.service.socket) == "200")
            for number in 0..<200 {
                _ = try Self.logIn("wrong horse", from: "192.0.2.\(number % 40)", to: site.service.socket)
            }
            #expect(try Self.logIn(Site.password, from: "203.0.113.6", to: site.service.socket) == "429")
            for address in ["198.51.100.1", "203.0.113.5"] {
                #expect(try Self.logIn(Site.password, from: address, to: site.service.socket) == "200")
            }
        }

        /// ASVS 4.1.3, 15.3.4
        @Test func theWebServersClientCountsWhateverItForges() throws {
            let site = try Site()
            try site.signUp(Self.email)
            let statuses = try (0..<30).map { number in
                try site.client.send(
                    HTTPRequest(
                        "POST", "/api/auth/login", json: Site.credentials(Self.email, "wrong horse")
                    ).with("X-Forwarded-For", "198.51.100.\(number)").with("X-Real-IP", "198.51.100.\(number)")
                ).status
            }
            #expect(statuses == Array(repeating: 401, count: 10) + Array(repeating: 429, count: 20))
        }
    }
}
