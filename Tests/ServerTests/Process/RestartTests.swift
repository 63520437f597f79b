import Glibc
import TestSite
import Testing

extension ServerTests {
    /// A service that ends and comes again.
    @EndToEnd
    @Suite struct RestartTests {
        @Test(arguments: Place.roots)
        func aServiceThatIsBackIsAsked(_ place: Place) throws {
            let site = try Site(server: place.server)
            if place.server.startsTheService {
                let killed = try Self.processes(of: site)
                #expect(!killed.isEmpty)
                for pid in killed { kill(pid, SIGKILL) }
            } else {
                try site.service.crash()
                // Now the server knows that nobody is there.
                #expect(try site.mounted.get("/api/health").status == 503)
                try site.service.restart()
            }
            let start = ContinuousClock.now
            try site.waitUntilItAnswers(limit: .seconds(5))
            let passed = ContinuousClock.now - start
            // lighttpd looks once a second whether its disable-time is over; mod_fcgid waits for one before it starts another.
            let isSlow = [.lighttpdSocket, .lighttpdSpawn, .apacheFcgid].contains(place.server)
            #expect(passed < (isSlow ? .seconds(3) : .seconds(1)))
            try place.shows(
                .restart, otherwise: isSlow ? "within 3 s" : nil)
        }

        /// The services that the server of a site has started: whoever has the site's database open.
        private static func processes(of site: Site) throws -> [pid_t] {
            try Files.names(in: "/proc").compactMap { pid_t($0) }.filter { pid in
                // It may end between the two looks.
                guard let names = try? Files.names(in: "/proc/\(pid)/fd") else { return false }
                return names.contains { Files.link("/proc/\(pid)/fd/\($0)") == site.database }
            }
        }
    }
}
