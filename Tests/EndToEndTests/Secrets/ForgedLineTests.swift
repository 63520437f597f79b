import TestSite
import Testing

extension EndToEndTests {
    /// What a request may write into the log.
    @EndToEnd
    @Suite struct ForgedLineTests {
        private let site: Site

        init() throws {
            site = try Site()
        }

        private func lines() throws -> [Substring] { try Files.text(site.service.log).split(separator: "\n") }

        /// ASVS 16.2.4, 16.4.1
        @Test func noRequestForgesALineOrAField() throws {
            let paths = [
                "/api/%0d%0a2026-01-01T00:00:00", "/api/a%20200%200", "/api/%E2%80%AEx", "/api/%22%01%80%ff",
                "/api/\u{e9}",
                "/%72eset/secret", "/reset%2fsecret", "//reset//secret", "/RESET/secret", "/api/\\x",
            ]
            for path in paths { _ = try site.client.get(path) }
            // Requests are logged at info, all else at other levels.
            let log = try lines().filter { $0.contains("Z info ") }
            #expect(log.count == paths.count)
            for line in log {
                #expect(
                    line.wholeMatch(
                        of:
                            /2[-0-9T:.]{22}Z info GET \/[!-~…]* [0-9]+ [0-9]+ [0-9]+\.[0-9]{3}ms, request [A-Za-z0-9._-]{1,64}/
                    )
                        != nil,
                    "\(line)")
                #expect(!line.contains("secret"))
            }
            #expect(log.contains { $0.contains(" GET /api/%0d%0a2026-01-01T00:00:00 404 ") })
            #expect(log.contains { $0.contains(#" GET /api/\xC3\xA9 404 "#) })
        }

        /// ASVS 16.3.1
        @Test func atThePackagedLevelRefusedLogInsAndResetsAreThere() throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "notice", "MOVIE_BAG_LIMITS": "no"])
            let account = try site.signUp("ann@example.org")
            for _ in 0..<30 {
                _ = try site.client.post(
                    "/api/auth/login", json: Site.credentials("ann@example.org", "wrong horse"))
            }
            _ = try site.client.post("/api/auth/login", json: Site.credentials("ben@example.org"))
            let token = try site.requestReset(for: "ann@example.org")
            _ = try site.client.post("/reset/\(token)", form: "password=another+horse")
            let log = try Files.text(site.service.log)
            let failed = " notice log-in failed: client 127.0.0.1, account \(account), request "
            #expect(log.split(separator: failed, omittingEmptySubsequences: false).count == 21)
            #expect(log.contains(" notice reset requested: client 127.0.0.1, account \(account), request "))
            #expect(log.contains(" notice password reset: client 127.0.0.1, account \(account), request "))
            #expect(!log.contains("example.org") && !log.contains("horse") && !log.contains(" info "))
            #expect(try site.service.stop() == .status(0))
            #expect(try Files.text(site.service.log).contains(" notice log-in failed: 11 more, not listed\n"))
        }
    }
}
