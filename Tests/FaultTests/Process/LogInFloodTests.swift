import Glibc
import TestSite
import Testing

extension FaultTests {
    /// Wrong log-ins without end, each of which costs a password hash, stop nobody else.
    @EndToEnd
    @Suite struct LogInFloodTests {
        private static let settings = Scale.choose(
            short: ["MOVIE_BAG_SCRYPT_LOG_N": "12", "MOVIE_BAG_SCRYPT_R": "8"],
            full: ["MOVIE_BAG_SCRYPT_LOG_N": "15", "MOVIE_BAG_SCRYPT_R": "8", "MOVIE_BAG_SCRYPT_P": "3"])
        private static let quietTime = Scale.choose(short: Duration.milliseconds(500), full: .seconds(15))
        private static let logIns = Scale.choose(short: 3, full: 8)
        private static let pause = Scale.choose(short: 0, full: 5) as UInt32

        /// What any process may wait for behind a thread of nice 10: Linux lets it go on to the end of its slice, which ends
        /// with a tick (4 ms at 250 Hz). Two threads that only count, instead of hashes, gave an exchange between two
        /// processes a p99 of 3.9 ms on Linux 6.18, ten times that without them.
        private static let preemption = Duration.milliseconds(5)

        /// ASVS 13.1.3
        @Test(arguments: Scale.choose(short: [(16, 1)], full: [(64, 1), (256, 1), (64, 2), (256, 2)]))
        func aFloodOfLogInsHoldsUpNeitherWritesNorReadsNorAnHonestLogIn(clients: Int, processes: Int) throws {
            let site = try Site(
                settings: Self.settings.merging(["MOVIE_BAG_LOG_LEVEL": "error", "MOVIE_BAG_LIMITS": "no"]) { $1 },
                arguments: processes > 1 ? ["--processes", "\(processes)"] : [])
            try site.waitUntilItAnswers()
            let token = try site.newAccount("ann@example.org")
            for number in 0..<20 { try site.addMovie("before \(number)", token: token) }

            let quiet = try during(site, token, "quiet") { usleep(UInt32(Self.quietTime / .microseconds(1))) }
            let flood = try LogInFlood(clients, at: site)
            try wait(for: "a flood", limit: .seconds(60)) { flood.responses.wrong >= LogInFlood.addresses }
            var logIns: [Duration] = []
            let flooded = try during(site, token, "flooded") {
                for _ in 0..<Self.logIns {
                    // One who logs in again and again has no more turns than each of the others.
                    sleep(Self.pause)
                    logIns.append(try honestLogIn(site))
                }
            }
            let responses = flood.responses
            try flood.stop()

            let slowest = logIns.max() ?? .zero
            if Scale.isFull {
                #expect(flooded.writes.percentile(99) < quiet.writes.percentile(99) * 6)
                #expect(flooded.reads.percentile(99) < max(quiet.reads.percentile(99) * 3, Self.preemption))
                #expect(slowest < .seconds(2))
            }
            try FaultReport.add(
                "a flood of wrong log-ins (scrypt 15/8/3), \(clients) clients on \(LogInFlood.addresses) addresses",
                extent: """
                    processes: \(processes), \(responses.wrong) found wrong, \(responses.refused) refused; \
                    \(flooded.writes.count) writes, \(flooded.reads.count) reads
                    """,
                outcome: """
                    0 writes refused, 99 % within \(Self.text(flooded.writes, quiet.writes)); 99 % of reads within \
                    \(Self.text(flooded.reads, quiet.reads)); an honest log-in from elsewhere at most \
                    \(slowest.milliseconds) ms
                    """)
        }

        /// Does something while a writer and a reader go on.
        private func during(
            _ site: Site, _ token: String, _ names: String, _ body: () throws -> Void
        ) throws -> SteadyClients.Times {
            let clients = try SteadyClients(at: site, token: token, names: names)
            try body()
            return try clients.stop()
        }

        private func honestLogIn(_ site: Site) throws -> Duration {
            var client = site.client
            client.source = 9
            let start = ContinuousClock.now
            let response = try client.post("/api/auth/login", json: Site.credentials("ann@example.org"))
            #expect(response.status == 200)
            return start.duration(to: .now)
        }

        private static func text(_ times: [Duration], _ quiet: [Duration]) -> String {
            "\(times.percentile(99).inMilliseconds) ms (quiet \(quiet.percentile(99).inMilliseconds) ms)"
        }
    }
}
