import Glibc
import TestSite
import Testing

extension FaultTests {
    /// Strangers who ask for large pages without end, some of whom read slowly, do not take the machine's memory, and stop
    /// no other request.
    @EndToEnd
    @Suite struct LargePageFloodTests {
        private static let clients = Scale.choose(short: 16, full: 64)
        private static let time = Scale.choose(short: Duration.milliseconds(1500), full: .seconds(30))
        private static let most = 192 << 20

        @Test(.disabled(if: Sanitizers.areOn, "they keep what was freed for a while"), arguments: [0, 4])
        func aFloodOfLargePagesTakesLittleMemoryAndStopsNoOtherRequest(slowOfEight: Int) throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "error"])
            let token = try site.newAccount("ann@example.org")
            try site.fill(largeMovies: 40, castBytes: 480_000)
            // In front of the large ones: what the steady reader asks for is small.
            try site.fill(movies: 20, first: "d")
            let slow = Self.clients * slowOfEight / 8

            let quiet = try during(site, token, "quiet")
            try site.service.forgetPeak()
            let flood = try LargePageFlood(Self.clients, slow: slow, at: site.service.socket)
            try wait(for: "a flood") { flood.responses.pages >= 8 }
            let flooded = try during(site, token, "flooded")
            let responses = flood.responses
            let peak = try site.service.peakBytes()
            try flood.stop()

            #expect(peak < Self.most, "\(peak >> 20) MiB")
            #expect(responses.refused == 0 || slow > 0)
            try FaultReport.add(
                """
                a flood of pages of 40 movies with 480 kB each, \(Self.clients) clients, \(slow) of which read nothing \
                for 6 s
                """,
                extent: """
                    \(Self.time.milliseconds) ms, \(responses.pages) pages, \(responses.refused) refused, \
                    \(responses.cutOff) cut off; \(flooded.writes.count) writes, \(flooded.reads.count) reads
                    """,
                outcome: """
                    \(peak >> 20) MiB at most; 0 writes and small reads refused, 99 % of writes within \
                    \(Self.text(flooded.writes, quiet.writes)), of reads within \(Self.text(flooded.reads, quiet.reads))
                    """)
        }

        /// Lets a writer and a reader go on for a while.
        private func during(_ site: Site, _ token: String, _ names: String) throws -> SteadyClients.Times {
            let clients = try SteadyClients(at: site, token: token, names: names)
            usleep(UInt32(Self.time / .microseconds(1)))
            return try clients.stop()
        }

        private static func text(_ times: [Duration], _ quiet: [Duration]) -> String {
            "\(times.percentile(99).inMilliseconds) ms (quiet \(quiet.percentile(99).inMilliseconds) ms)"
        }
    }
}
