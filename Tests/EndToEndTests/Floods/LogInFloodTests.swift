import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// More log-ins than can be checked: where they wait, how many, and who is not held up. Each hash takes seconds here,
    /// so all stands still that waits for one.
    @EndToEnd
    @Suite struct LogInFloodTests {
        private static let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        /// The length of the queue (LaneSettings).
        private static let places = 256

        private let site: Site
        private let token: String

        init() throws {
            site = try Site()
            token = try site.newAccount("ann@example.org")
        }

        /// Starts a second service on the same database, whose hashes take this often as long as one of 60 ms.
        ///
        /// The stored hash costs the same: else unknown addresses would cost what that does, as one that is known.
        private func costlyService(_ arguments: [String] = [], p: Int = 64) throws -> Service {
            let (salt, hash) = (String(repeating: "A", count: 22), String(repeating: "A", count: 43))
            _ = try site.sqlite(
                "UPDATE accounts SET password = '$scrypt$ln=15,r=8,p=\(p)$\(salt)$\(hash)'", readOnly: false)
            let service = try Service(
                socket: site.directory["costly.sock"], log: site.directory["costly.log"], arguments: arguments,
                environment: site.environment.merging([
                    "MOVIE_BAG_SCRYPT_LOG_N": "15", "MOVIE_BAG_SCRYPT_R": "8", "MOVIE_BAG_SCRYPT_P": "\(p)",
                ]) { $1 })
            try service.waitUntilItListens()
            return service
        }

        @Test func hashesAreComputedByAsManyThreadsAsThereAreProcessorsAtLowerPriority() throws {
            let service = try costlyService()
            defer { service.end() }
            let flood = try LogInFlood(40, addresses: 8, to: service.socket)
            try wait(for: "threads of the lane") {
                try ThreadPriorities.ofThreads(named: "lane", of: service.pid)
                    == Array(repeating: 10, count: Self.processors)
            }
            // The others wait without a thread: the service has those that serve, and no more.
            try wait(for: "all connections") {
                try Files.names(in: "/proc/\(service.pid)/fd").count >= 2 * 40
            }
            // One that hands a request over to the lane is replaced for that moment.
            try wait(for: "no more threads") {
                try service.threads(named: "fastcgi") == max(2, Self.processors)
            }
            #expect(flood.count("503") == 0)
            service.end()
        }

        @Test func processesShareTheProcessors() throws {
            let service = try costlyService(["--processes", "2"])
            defer { service.end() }
            func isServing(_ workers: [pid_t]) throws -> Bool {
                let log = try Files.text(service.log)
                return workers.allSatisfy { log.contains("process \($0): movie-bag ") }
            }
            let workers = try wait(for: "two processes") { () -> [pid_t]? in
                let workers = try ChildProcesses.of(service.pid)
                return try workers.count == 2 && isServing(workers) ? workers : nil
            }
            let each = max(1, Self.processors / 2)
            // Which process takes a connection is chance, unless the other one is stopped.
            var floods: [LogInFlood] = []
            for (pid, other) in [(workers[0], workers[1]), (workers[1], workers[0])] {
                kill(other, SIGSTOP)
                defer { kill(other, SIGCONT) }
                floods.append(try LogInFlood(10, addresses: 2, to: service.socket))
                try wait(for: "threads of the lane") {
                    try ThreadPriorities.ofThreads(named: "lane", of: pid).count >= each
                        && Files.names(in: "/proc/\(pid)/fd").count >= 2 * 10
                }
            }
            for pid in workers { #expect(try ThreadPriorities.ofThreads(named: "lane", of: pid).count == each) }
            // Left alone they would finish the hashes that they have begun.
            for pid in workers { kill(pid, SIGKILL) }
            service.end()
        }

        /// ASVS 15.2.2, 15.4.4
        @Test func aFloodHoldsUpNothingElseAndWhatIsTooMuchIsRefusedAtOnce() throws {
            let service = try costlyService()
            defer { service.end() }
            let flood = try LogInFlood(300, addresses: 8, to: service.socket)
            let refused = 300 - Self.places - Self.processors
            try wait(for: "refusals") { flood.count("503") == refused }

            for number in 0..<20 {
                let movie = FastCGIRequest(
                    "POST", "/api/movies", body: Array(Site.movie("\(number)").utf8), token: token)
                #expect(try LogInFlood.status(of: movie, to: service.socket) == "200")
                let forgot = FastCGIRequest(
                    "POST", "/api/auth/forgot", body: Array(#"{"email":"ann@example.org"}"#.utf8))
                if number == 0 { #expect(try LogInFlood.status(of: forgot, to: service.socket) == "200") }
                let list = FastCGIRequest("GET", "/api/movies")
                #expect(try LogInFlood.status(of: list, to: service.socket) == "200")
            }
            // Neither refused nor answered meanwhile: the queue holds what it can.
            #expect(flood.count("503") == refused)
            #expect(flood.count("401") == 0)

            // A log-in from elsewhere gets a place of those that have many. They wait as before.
            let newcomer = try Crowd(1) { [socket = service.socket] _ in
                try? LogInFlood.logIn("198.51.100.1", to: socket)
            }
            try wait(for: "one that gives way") { flood.count("503") == refused + 1 }
            // More from where most of it comes from is refused.
            #expect(try LogInFlood.logIn("192.0.2.1", to: service.socket) == "503")
            #expect(flood.count("503") == refused + 1)
            service.end()
            #expect(try newcomer.outputs() == [nil])
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
        }

        /// What waits in the queue does so for 3.75 to 5 s, and is refused then although nothing has come free.
        @Test func whatIsQueuedIsRefusedAfterItsTime() throws {
            let service = try costlyService(p: 16)
            defer { service.end() }
            let start = ContinuousClock.now
            let flood = try LogInFlood(30 * Self.processors, addresses: 8, to: service.socket)
            try wait(for: "refusals") { flood.count("503") >= 20 * Self.processors }
            #expect(start.duration(to: .now) > .milliseconds(3650))
            try wait(for: "an end") { flood.count("503") + flood.count("401") == 30 * Self.processors }
            #expect(flood.count("none") == 0)
            #expect(try service.stop() == .status(0))
        }

        @Test func everyRequestThatNeedsAHashWaitsInTheLane() throws {
            let resetToken = try site.requestReset(for: "ann@example.org")
            let service = try costlyService()
            defer { service.end() }
            let bodies = [
                ("/api/auth/signup", Site.credentials("ben@example.org")),
                ("/api/auth/login", Site.credentials("nobody@example.org")),
                ("/api/auth/reset", #"{"reset_token":"\#(resetToken)","password":"another password"}"#),
            ]
            let crowd = try Crowd(bodies.count) { [socket = service.socket] number in
                let (path, body) = bodies[number]
                return try? LogInFlood.status(of: FastCGIRequest("POST", path, body: Array(body.utf8)), to: socket)
            }
            try wait(for: "threads of the lane") {
                try ThreadPriorities.ofThreads(named: "lane", of: service.pid).count == min(3, Self.processors)
            }
            #expect(try service.threads(named: "fastcgi") == max(2, Self.processors))
            service.end()
            #expect(try crowd.outputs() == [nil, nil, nil])
        }
    }
}
