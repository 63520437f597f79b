import Glibc
import Synchronization
import TestSite
import Testing

extension EndToEndTests {
    /// Ending and replacing a service.
    @EndToEnd
    @Suite struct StopTests {
        let site: Site

        init() throws {
            site = try Site()
        }

        @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
        func aSignalEndsItCleanly(_ signal: Int32) throws {
            #expect(try site.client.get("/api/health").status == 200)
            #expect(try site.service.stop(by: signal) == .status(0))
            #expect(Files.inode(site.service.socket) == nil)
            let log = try Files.text(site.service.log)
            #expect(log.contains(" notice graceful shutdown: stops accepting connections"))
            #expect(log.contains(" notice stopped\n"))
            // The log of writes is empty, so the database is one file that can be copied.
            #expect(try Files.bytes(site.database).count > 0)
            #expect((try? Files.bytes(site.database + "-wal"))?.isEmpty != false)
        }

        @Test func startedByNohupItOutlivesItsTerminal() throws {
            let site = try Site(launcher: ["nohup"])
            let status = try Files.text("/proc/\(site.service.pid)/status").split(separator: "\n")
            let mask = try #require(status.first { $0.hasPrefix("SigIgn:") }?.dropFirst(8))
            let ignored = try #require(UInt64(mask, radix: 16))
            #expect(ignored & 1 << (SIGHUP - 1) != 0)
            site.service.send(SIGHUP)
            #expect(try site.client.get("/api/health").status == 200)
        }

        @Test func requestsThatRunWhenItEndsAreAnswered() throws {
            let token = try site.newAccount("ann@example.org")
            let client = site.client
            let isStopping = Flag()
            let crowd = try Crowd(4) { thread in
                var added: [String] = []
                while !isStopping.isSet.load(ordering: .relaxed) {
                    let response = try client.post(
                        "/api/movies", json: Site.movie("\(thread)-\(added.count)"), token: token)
                    // Once it has ended, nginx says so by itself.
                    guard response.status == 200 else {
                        #expect(response.status == 503)
                        break
                    }
                    added.append(try response.json(Identifier.self).id)
                }
                return added
            }
            #expect(try site.service.stop() == .status(0))
            isStopping.isSet.store(true, ordering: .relaxed)
            let added = try crowd.outputs().flatMap(\.self)
            try site.service.restart()
            #expect(try site.client.get("/api/movies").json([Movie].self).count == added.count)
        }

        /// Reading never fails. nginx repeats a GET that met a connection which was just being closed, but no POST,
        /// as it cannot know whether that was done; such a one is repeated here, and must not have been done.
        @Test func aSuccessorTakesOverWithoutALostRequest() throws {
            let token = try site.newAccount("ann@example.org")
            let client = site.client
            let isOver = Flag()
            let crowd = try Crowd(4) { thread in
                let connection = try client.connect()
                var (responses, repeated) = (0, 0)
                var failures: [Int] = []
                // nginx ends a connection after 1,000 requests.
                while !isOver.isSet.load(ordering: .relaxed) && responses < 900 {
                    let isPost = responses % 4 == 0
                    let request =
                        isPost
                        ? HTTPRequest("POST", "/api/movies", json: Site.movie("\(thread)-\(responses)"), token: token)
                        : HTTPRequest("GET", "/api/movies?limit=1")
                    var status = try connection.exchange(request).status
                    if isPost && status == 503 {
                        repeated += 1
                        status = try connection.exchange(request).status
                    }
                    if status != 200 { failures.append(status) }
                    responses += 1
                }
                return (responses: responses, repeated: repeated, failures: failures)
            }
            let replaced = Result { for _ in 0..<5 { try site.service.replace() } }
            isOver.isSet.store(true, ordering: .relaxed)
            let results = try crowd.outputs()
            try replaced.get()
            let log = try Files.text(site.nginx.errorLog)
            #expect(results.flatMap(\.failures) == [], "\(log)")
            #expect(results.map(\.repeated).reduce(0, +) < 10, "\(log)")
            #expect(results.allSatisfy { $0.responses > 20 })
        }

        private final class Flag: Sendable {
            let isSet = Atomic(false)
        }
    }
}
