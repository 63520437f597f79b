import FoundationEssentials
import Glibc
import TestSite
import Testing
import Threads

extension EndToEndTests {
    /// Keys that change while several processes serve.
    @EndToEnd
    @Suite struct KeyRotationTests {
        /// The key that a token names; `-` for none.
        private static func key(of token: String) throws -> String {
            struct Header: Decodable { let kid: String? }
            var text = token.prefix { $0 != "." }.replacing("-", with: "+").replacing("_", with: "/")
            while text.utf8.count % 4 != 0 { text += "=" }
            let bytes = try #require(Data(base64Encoded: String(text)))
            return try JSONDecoder().decode(Header.self, from: bytes).kid ?? "-"
        }

        private func waitForLog(_ words: String, times: Int, of site: Site) throws {
            try wait(for: "\"\(words)\" in the log of every process", limit: .seconds(30)) {
                try site.services.map { service in
                    try Files.text(service.log).split(separator: "\n").count { $0.contains(words) }
                }.reduce(0, +) >= times
            }
        }

        /// Two supervisors with two processes each, a reload of one of them between rotation and first signature, and clients
        /// that never stop.
        /// ASVS 11.1.1, 11.2.2
        @Test(.enabled(if: SettableClock.isUsable)) func aRotationWithAReloadLogsOutNoClient() throws {
            let clock = try SettableClock()
            let site = try Site(
                keeper: .supervisor, processes: 2,
                settings: clock.settings.merging(["MOVIE_BAG_IDLE_SECONDS": "2", "MOVIE_BAG_LIMITS": "no"]) { $1 })
            let first = try site.newAccount("ann@example.org")
            let link = try site.requestReset(for: "ann@example.org")
            let load = try SessionLoad(site, token: first)

            // One that starts afterwards knows no other keys, and has nothing to say.
            try waitForLog(" serves http", times: 4, of: site)
            let said = try site.succeed("keys", "rotate")
            let name = try #require(said.split(separator: " ").dropFirst().first).description
            try waitForLog("are in use: - signs, \(name) signs from", times: 4, of: site)
            site.service.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one", times: 1, of: site)
            #expect(try Self.key(of: site.logIn("ann@example.org")) == "-")
            try clock.set(ahead: 125)
            let second = try site.logIn("ann@example.org")
            #expect(try Self.key(of: second) == name)
            // Every process has a turn.
            for _ in 0..<40 {
                #expect(try load.accepts(first) && load.accepts(second))
            }
            let figures = try load.end()
            #expect(figures.others == [])
            #expect(Set(try figures.tokens.map(Self.key)) == ["-", name] && figures.checks > 100)
            #expect(try site.reset(link, to: "another battery").status == 200)
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")

            let third = try site.logIn("ann@example.org", password: "another battery")
            try site.succeed("keys", "remove", "-", "--force")
            try waitForLog("are in use: \(name) signs", times: 4, of: site)
            for _ in 0..<20 { #expect(try load.accepts(third)) }
        }

        @Test func whenAllKeysAreReplacedEveryProcessRefusesTheOldOnes() throws {
            let site = try Site(arguments: ["--processes", "2"])
            let token = try site.newAccount("ann@example.org")
            let link = try site.requestReset(for: "ann@example.org")
            let load = try SessionLoad(site, token: token, clients: 0)
            #expect(try load.accepts(token))
            // One that starts afterwards knows no other keys, and has nothing to say.
            try waitForLog(" serves http", times: 2, of: site)
            try site.succeed("keys", "rotate", "--now")
            try waitForLog("are in use: ", times: 2, of: site)
            for _ in 0..<20 { #expect(try !load.accepts(token)) }
            try expectError(try site.reset(link, to: "another battery"), 403, "BadToken", "Invalid token")
            let new = try site.logIn("ann@example.org")
            #expect(try Self.key(of: new) != "-")
            for _ in 0..<20 { #expect(try load.accepts(new)) }
        }

        /// What holds at a start does not end a service that runs.
        @Test func aBrokenFileIsLoggedOnceChangesNothingAndForbidsAStart() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            let load = try SessionLoad(site, token: token, clients: 0)
            let path = "\(site.database).secret"
            let good = try Files.text(path)
            try Files.write("movie-bag keys 1\nrubbish\n", to: path)
            let words = "error \(path), line 2: it has 1 of the 3 fields"
            try waitForLog(words, times: 1, of: site)
            #expect(try load.accepts(token))
            try Files.write(good, to: path)
            try waitForLog("keys of \(path) can be read again", times: 1, of: site)
            #expect(try Files.text(site.service.log).split(separator: "\n").count { $0.contains(words) } == 1)
            #expect(try load.accepts(token))

            try Files.write("movie-bag keys 1\nrubbish\n", to: path)
            try site.service.stop()
            #expect(try site.service.tryStart() == .status(78))
            #expect(
                try Files.text(site.service.log).contains(
                    "movie-bag: MOVIE_BAG_JWT_SECRET_FILE: \(path), line 2: it has 1 of the 3 fields"))
        }
    }
}

/// Clients that use a session without end, and open new ones that they use at once.
private final class SessionLoad {
    struct Figures: Sendable {
        var checks = 0
        /// Statuses other than that of a good token.
        var others: [Int] = []
        /// New sessions by the key that signed them.
        var tokens: [String] = []
    }

    private let client: HTTPClient
    private let isOver = Monitor(false)
    private let crowd: Crowd<Figures>

    init(_ site: Site, token: String, clients: Int = 3) throws {
        let client = site.mounted
        self.client = client
        crowd = try Crowd(clients) { [isOver] _ in
            var figures = Figures()
            while isOver.wait(timeout: .milliseconds(20), until: { $0 ? true : nil }) == nil {
                let new = try Self.logIn(client)
                figures.tokens.append(new)
                for token in [token, new] {
                    let status = try Self.status(client, token)
                    figures.checks += 1
                    if status != 403 { figures.others.append(status) }
                }
            }
            return figures
        }
    }

    deinit { stop() }

    /// Whether a token opens a session: then the movie, which does not exist, may not be removed.
    func accepts(_ token: String) throws -> Bool {
        let status = try Self.status(client, token)
        #expect(status == 403 || status == 401)
        return status == 403
    }

    /// Lets the clients end.
    func end() throws -> Figures {
        stop()
        return try crowd.outputs().reduce(into: Figures()) { sum, figures in
            sum.checks += figures.checks
            sum.others += figures.others
            sum.tokens += figures.tokens
        }
    }

    private func stop() {
        isOver.withLock { $0 = true }
        isOver.notifyAll()
    }

    private static func logIn(_ client: HTTPClient) throws -> String {
        let response = try client.post("/api/auth/login", json: Site.credentials("ann@example.org"))
        guard response.status == 200 else { throw Failure("log-in: \(response.status) \(response.text)") }
        return try response.json(Token.self).token
    }

    private static func status(_ client: HTTPClient, _ token: String) throws -> Int {
        try client.delete("/api/movies/ffffffffffffffffffffffff", token: token).status
    }
}
