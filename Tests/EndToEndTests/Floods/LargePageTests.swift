import TestSite
import Testing

extension EndToEndTests {
    /// Strangers who ask for large pages, all at once and again and again: 40 movies of 480 kB are there, as no service of
    /// this version would take them.
    @EndToEnd
    @Suite struct LargePageTests {
        private static let clients = 64
        private static let most = 192 << 20

        private let site: Site
        private let token: String

        init() throws {
            // Those who do not read are not let go of before those who wait.
            site = try Site(settings: ["MOVIE_BAG_IO_SECONDS": "60"])
            token = try site.newAccount("ann@example.org")
            try site.fill(largeMovies: 40, castBytes: 480_000)
        }

        @Test(.disabled(if: Sanitizers.areOn, "they keep what was freed for a while"))
        func theyStayBelow192MiB() throws {
            let socket = site.service.socket
            let statuses = try concurrently(Self.clients) { _ in
                // On the service's own socket, as a web server takes its time.
                try (0..<5).map { _ in try LogInFlood.status(of: FastCGIRequest("GET", "/api/movies"), to: socket) }
            }
            #expect(statuses.joined().allSatisfy { $0 == "200" })
            let peak = try site.service.peakBytes()
            #expect(peak < Self.most, "\(peak >> 20) MiB")
        }

        /// ASVS 15.2.2
        @Test func thoseWhoDoNotReadHoldUpNothingElse() throws {
            let socket = site.service.socket
            var deaf = try (0..<Self.clients).map { _ in
                let connection = try FastCGIConnection(socket)
                try connection.send(FastCGIRequest("GET", "/api/movies").bytes)
                return connection
            }
            // 31 pages of 1 MiB are in hand: a thread writes each of them. The other requests hold none.
            try wait(for: "31 pages") { try site.service.threads(named: "fastcgi") >= 31 }
            for number in 0..<20 {
                let small = [
                    FastCGIRequest("GET", "/api/health"), FastCGIRequest("GET", "/api/movies?limit=1&after=ff"),
                    FastCGIRequest("POST", "/api/movies", body: Array(Site.movie("\(number)").utf8), token: token),
                ]
                let statuses = try small.map { try LogInFlood.status(of: $0, to: socket) }
                #expect(statuses == ["200", "400", "200"])
            }
            #expect(try LogInFlood.logIn("192.0.2.1", to: socket) == "401")
            let threads = try site.service.threads(named: "fastcgi")
            #expect((31...40).contains(threads), "\(threads)")
            let peak = try site.service.peakBytes()
            if !Sanitizers.areOn { #expect(peak < Self.most, "\(peak >> 20) MiB") }
            // One more waits for its time, and is refused then.
            let start = ContinuousClock.now
            #expect(try LogInFlood.status(of: FastCGIRequest("GET", "/api/movies"), to: socket) == "503")
            #expect(start.duration(to: .now) > .seconds(4))
            #expect(deaf.count == Self.clients)
            // When those who did not read are gone, pages are made again.
            deaf = []
            try wait(for: "a page") {
                try LogInFlood.status(of: FastCGIRequest("GET", "/api/movies"), to: socket) == "200"
            }
        }
    }
}
