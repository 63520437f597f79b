import Glibc
import TestSite
import Testing

extension FaultTests {
    /// The write-ahead log under writers that never pause: on a small disk it must not be what fills it.
    @EndToEnd
    @Suite struct DiskLogTests {
        /// From 8,000 frames on it starts anew, and no checkpoint comes more often than after 1,000.
        private static let longest = 10_000

        @Test(.enabled(if: Scale.isFull, "takes its time to grow"), arguments: [1, 2, 3])
        func theLogStaysShortHoweverManyServicesWrite(processes: Int) throws {
            let site = try Site(processes: processes, settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            let clients = try DiskClients(writers: 24, readers: 2, of: site, token: token)
            var longest = 0
            for _ in 0..<100 {
                usleep(200_000)
                longest = max(longest, try Self.frames(of: site))
            }
            let (writes, _) = try clients.finish()
            #expect(writes.count { !$0.isAcknowledged } == 0)
            #expect(longest < Self.longest)
            try FaultReport.add(
                "24 writers without a pause", extent: "services: \(processes), 20 s, \(writes.count) writes",
                outcome: "the log had \(longest) frames at most")
        }

        /// A frame is a page and its header.
        private static func frames(of site: Site) throws -> Int {
            var status = stat()
            guard stat("\(site.database)-wal", &status) == 0 else { throw Failure.system("stat") }
            return Int(status.st_size) / (4096 + 24)
        }
    }
}
