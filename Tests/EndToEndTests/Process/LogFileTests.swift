import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// A log with a file of its own: MOVIE_BAG_LOG_FILE.
    @EndToEnd
    @Suite struct LogFileTests {
        private let directory: TemporaryDirectory
        private var path: String { directory["service.log"] }

        init() throws {
            directory = try TemporaryDirectory()
        }

        private func site(_ arguments: [String] = [], launcher: [String] = []) throws -> Site {
            try Site(settings: ["MOVIE_BAG_LOG_FILE": path], arguments: arguments, launcher: launcher)
        }

        private func waitForLine(_ words: String, in path: String) throws {
            try wait(for: "\"\(words)\" in \(path)") { ((try? Files.text(path)) ?? "").contains(words) }
        }

        private func rotate() throws {
            guard rename(path, "\(path).1") == 0 else { throw Failure.system("rename") }
        }

        @Test(arguments: [[], ["nohup"]])
        func afterRotationAHangUpOpensItAgainAndStopsNothing(_ launcher: [String]) throws {
            let site = try site(launcher: launcher)
            _ = try site.client.get("/api/before")
            try rotate()
            _ = try site.client.get("/api/between")
            site.service.send(SIGHUP)
            try waitForLine(" notice log file \(path) opened again\n", in: path)
            _ = try site.client.get("/api/after")
            let (old, new) = (try Files.text("\(path).1"), try Files.text(path))
            #expect(old.contains("/api/before") && old.contains("/api/between") && !old.contains("/api/after"))
            #expect(new.contains("/api/after") && !new.contains("/api/b"))
            #expect(try site.service.stop() == .status(0))
            #expect(try Files.text(path).hasSuffix(" notice stopped\n"))
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o027 == 0)
        }

        @Test func withProcessesAHangUpOpensItAgainInAllOfThem() throws {
            let site = try site(["--processes", "2"])
            try waitForLine("serves in 2 processes", in: path)
            try wait(for: "both processes") { try Files.text(path).matches(of: /process [0-9]+: movie-bag/).count == 2 }
            try rotate()
            site.service.send(SIGHUP)
            try waitForLine("reloaded: every process is a new one", in: path)
            for number in 0..<20 { _ = try site.client.get("/api/after-\(number)") }
            let new = try Files.text(path)
            #expect(new.matches(of: /process [0-9]+: movie-bag/).count == 2)
            for number in 0..<20 { #expect(new.contains("/api/after-\(number) ")) }
            #expect(try site.service.stop() == .status(0))
            #expect(try Files.text(path).hasSuffix(" notice stopped\n"))
        }

        @Test func whatCannotBeOpenedAgainIsSaidAndTheOldOneGoesOn() throws {
            let site = try site()
            try rotate()
            try Files.makeDirectory(path)
            site.service.send(SIGHUP)
            try waitForLine("error MOVIE_BAG_LOG_FILE \(path) ", in: "\(path).1")
            _ = try site.client.get("/api/after")
            try waitForLine("/api/after", in: "\(path).1")
            #expect(site.service.isRunning)
        }

        @Test(arguments: [[], ["--processes", "1"]])
        func whatCannotBeOpenedIsRefusedAtTheStart(_ arguments: [String]) throws {
            let files = ["movie-bag.db", "movie-bag.db-wal", "movie-bag.db.lock", "movie-bag.db.secret"]
            let link = "\(directory.path)/../link-\(getpid())"
            symlink(directory.path, link)
            defer { unlink(link) }
            for path in [directory["missing/log"], directory.path, "/dev/null", "\(link)/movie-bag.db"]
                + files.map({ directory[$0] })
            {
                let program = try FinishedProgram(
                    [Repository.program, "serve", "--listen", "unix:\(directory["socket"])"] + arguments,
                    environment: [
                        "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                        "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates", "MOVIE_BAG_LOG_FILE": path,
                    ])
                #expect(program.ending == .status(78), "\(path)")
                #expect(program.errors.contains("MOVIE_BAG_LOG_FILE"), "\(path)")
            }
        }

        /// ASVS 16.2.3
        @Test func startedWithoutStandardErrorItsLinesGoNowhereElse() throws {
            let site = try Site(launcher: ["sh", "-c", "exec \"$0\" \"$@\" 2>&-"])
            let token = try site.newAccount("ann@example.org")
            for number in 0..<20 { try site.addMovie("\(number)", token: token) }
            #expect(Files.link("/proc/\(site.service.pid)/fd/2") == "/dev/null")
            #expect(try site.service.stop() == .status(0))
            #expect(try site.sqlite("PRAGMA integrity_check") == "ok")
        }
    }
}
