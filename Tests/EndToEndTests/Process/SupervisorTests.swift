import Glibc
import TestSite
import Testing

extension EndToEndTests {
    /// `serve --processes N`: what its signals do, and what is left when something dies.
    @EndToEnd
    @Suite struct SupervisorTests {
        private let site: Site
        private var supervisor: Service { site.service }

        init() throws {
            // What nginx keeps shall be over soon: a process that drains waits for it.
            site = try Site(settings: ["MOVIE_BAG_IDLE_SECONDS": "2"], arguments: ["--processes", "2"])
            try waitForWorkers(2)
        }

        private func workers() throws -> [pid_t] { try ChildProcesses.of(supervisor.pid) }

        /// Waits until there are so many, all of which serve.
        @discardableResult
        private func waitForWorkers(_ count: Int, without gone: [pid_t] = []) throws -> [pid_t] {
            try wait(for: "\(count) worker processes") { () -> [pid_t]? in
                let workers = try workers()
                let isServing = try workers.allSatisfy { pid in
                    try log().contains { $0.contains("process \(pid): movie-bag ") }
                }
                return workers.count == count && isServing && gone.allSatisfy { !workers.contains($0) } ? workers : nil
            }
        }

        private func log() throws -> [Substring] { try Files.text(supervisor.log).split(separator: "\n") }

        private func waitForLog(_ sentence: String) throws {
            try wait(for: "\"\(sentence)\" in the log") { try log().contains { $0.contains(sentence) } }
        }

        @Test func bothProcessesServeTheSameCollection() throws {
            let token = try site.newAccount("ann@example.org")
            for name in ["One", "Two", "Three", "Four"] { try site.addMovie(name, token: token) }
            #expect(try site.allMovies().count == 4)
        }

        @Test(arguments: [SIGTERM, SIGINT])
        func aStopEndsAllOfThemCleanly(_ signal: Int32) throws {
            let workers = try workers()
            #expect(try supervisor.stop(by: signal) == .status(0))
            #expect(Files.inode(supervisor.socket) == nil)
            for pid in workers { #expect(kill(pid, 0) == -1) }
            #expect(try log().last?.hasSuffix(" notice stopped") == true)
            #expect(try log().contains { $0.contains(" notice graceful shutdown: stops accepting connections") })
            #expect((try? Files.bytes(site.database + "-wal"))?.isEmpty != false)
        }

        @Test func aQuitEndsAllOfThemAtOnce() throws {
            let workers = try workers()
            #expect(try supervisor.stop(by: SIGQUIT) == .status(1))
            #expect(Files.inode(supervisor.socket) == nil)
            for pid in workers { #expect(kill(pid, 0) == -1) }
            try supervisor.restart()
            #expect(try site.client.get("/api/health").status == 200)
        }

        @Test func oneThatDiesIsStartedAgainWithinASecond() throws {
            for _ in 0..<3 {
                let victim = try workers()[0]
                kill(victim, SIGKILL)
                let start = ContinuousClock.now
                try waitForWorkers(2, without: [victim])
                #expect(start.duration(to: .now) < .seconds(2))
                #expect(try site.client.get("/api/health").status == 200)
            }
            try waitForLog("was ended by signal 9 (Killed); another one is started now")
        }

        @Test func aHangUpReplacesEveryProcessAndItsSettings() throws {
            let old = try workers()
            supervisor.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
            try waitForWorkers(2, without: old)
            #expect(try site.client.get("/api/health").status == 200)
        }

        @Test func whenTheSupervisorDiesItsProcessesEndAndTheNextOneHasThePath() throws {
            let old = try workers()
            try supervisor.crash()
            try wait(for: "the end of both processes") { old.allSatisfy { kill($0, 0) == -1 } }
            try supervisor.restart()
            #expect(try site.client.get("/api/health").status == 200)
        }

        @Test func aSuccessorTakesThePathAndTheFirstEndsWhenEverybodyIsAnswered() throws {
            let kept = try site.client.connect()
            #expect(try kept.exchange(HTTPRequest("GET", "/api/health")).status == 200)
            try supervisor.replace(endingWith: SIGUSR1)
            #expect(try kept.exchange(HTTPRequest("GET", "/api/health")).status == 200)
            #expect(Files.inode(supervisor.socket) != nil)
        }

        @Test func aSecondSupervisorOnThePathIsRefused() throws {
            let ending = try supervisor.tryStart()
            #expect(ending == .status(78))
            try waitForLog("unix:\(supervisor.socket) is in use by a running service")
            #expect(try site.client.get("/api/health").status == 200)
        }
    }
}
