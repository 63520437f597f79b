import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// What a reload of several processes takes up, and what it refuses.
    @EndToEnd
    @Suite struct ReloadTests {
        private let directory: TemporaryDirectory
        private let socket: String
        private let log: String
        private let environment: [String: String]

        init() throws {
            directory = try TemporaryDirectory()
            socket = directory["movie-bag.sock"]
            log = directory["log"]
            environment = [
                "MOVIE_BAG_DATABASE": directory["movie-bag.db"], "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                "MOVIE_BAG_ENV_FILE": directory["settings"],
            ]
            try Files.write("MOVIE_BAG_PAGE_SIZE=10\n", to: directory["settings"])
        }

        private func start(_ program: String = Repository.program, _ arguments: [String] = []) throws -> Program {
            let program = try Program(
                [program, "serve", "--listen", "unix:\(socket)", "--processes", "2"] + arguments,
                environment: environment, output: log)
            try waitForLog(" on fd:0", times: 2)
            return program
        }

        private func waitForLog(_ sentence: String, times: Int = 1) throws {
            try wait(for: "\"\(sentence)\" in \((try? Files.text(log)) ?? "")") {
                try Files.text(log).split(separator: "\n").count { $0.contains(sentence) } >= times
            }
        }

        /// The status of a page of so many movies, which depends on the settings.
        private func status(limit: Int) throws -> String {
            let response = try FastCGIConnection(socket).exchange(FastCGIRequest("GET", "/api/movies?limit=\(limit)"))
            return response.contains("Status: ") ? String(response.prefix(11)) : "Status: 200"
        }

        @Test func settingsInTheFileAreReadAgain() throws {
            let program = try start()
            #expect(try status(limit: 20) == "Status: 400")
            try Files.write("MOVIE_BAG_PAGE_SIZE=20\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
            // Somebody who connected before may still be answered by one of the old settings.
            try waitForLog(": stopped", times: 2)
            for _ in 0..<10 { #expect(try status(limit: 20) == "Status: 200") }
        }

        @Test(arguments: ["MOVIE_BAG_PAGE_SIZE=0", "MOVIE_BAG_TYPO=1", "MOVIE_BAG_TEMPLATES=/nonexistent"])
        func badSettingsAreRefusedAndTheProcessesStay(_ setting: String) throws {
            let program = try start()
            let before = try ChildProcesses.of(program.pid)
            #expect(before.count == 2)
            // The templates are in the environment, which wins.
            try Files.write(setting + "\nMOVIE_BAG_JWT_SECRET=short\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog("reload refused, every process stays as it is")
            try waitForLog("MOVIE_BAG_JWT_SECRET: holds 5 bytes")
            #expect(try ChildProcesses.of(program.pid) == before)
            #expect(try status(limit: 10) == "Status: 200")
        }

        /// A file that would be read as another one is refused by its first bad line, as a new and empty database would be
        /// served otherwise.
        @Test(arguments: [
            "MOVIE_BAG_PAGE_SIZE: 20", "MOVIE_BAG_PAGE_SIZE", "movie_bag_page_size=20", "export MOVIE_BAG_PAGE_SIZE=20",
        ])
        func aFileWithABadLineIsRefusedAndTheProcessesStay(_ line: String) throws {
            let program = try start()
            let before = try ChildProcesses.of(program.pid)
            try Files.write("# new\r\n\(line)\r\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog("reload refused, every process stays as it is")
            try waitForLog("\(directory["settings"]), line 2: ")
            #expect(try ChildProcesses.of(program.pid) == before)
            #expect(try status(limit: 10) == "Status: 200")
            #expect(try status(limit: 20) == "Status: 400")
        }

        /// The reason is where an administrator looks for it, and a log that was rotated is opened by the processes that stay.
        @Test func aRefusedReloadIsExplainedInTheLogFileAndAllProcessesOpenThatAgain() throws {
            let file = directory["service.log"]
            try Files.write("MOVIE_BAG_LOG_FILE=\(file)\n", to: directory["settings"])
            let program = try Program(
                [Repository.program, "serve", "--listen", "unix:\(socket)", "--processes", "2"],
                environment: environment, output: log)
            try wait(for: "two processes") {
                ((try? Files.text(file)) ?? "").matches(of: /process [0-9]+: movie-bag/).count == 2
            }
            try #require(rename(file, "\(file).1") == 0)
            try Files.write("MOVIE_BAG_LOG_FILE=\(file)\nMOVIE_BAG_PAGE_SIZE=0\n", to: directory["settings"])
            program.send(SIGHUP)
            try wait(for: "three openings") {
                ((try? Files.text(file)) ?? "").matches(of: /log file .* opened again/).count == 3
            }
            try wait(for: "the refusal") { try Files.text(file).contains("reload refused") }
            #expect(try Files.text(file).contains("error MOVIE_BAG_PAGE_SIZE: must be a whole number"))
            let before = try Files.text("\(file).1")
            for number in 0..<20 {
                _ = try FastCGIConnection(socket).exchange(FastCGIRequest("GET", "/api/after-\(number)"))
            }
            for number in 0..<20 { #expect(try Files.text(file).contains("/api/after-\(number) ")) }
            #expect(try Files.text("\(file).1") == before)
        }

        @Test func aDatabaseIsMadeByNoReload() throws {
            let program = try start()
            let other = directory["other.db"]
            var moved = environment
            moved["MOVIE_BAG_DATABASE"] = nil
            program.send(SIGTERM)
            #expect(try program.waitForEnd() == .status(0))
            try Files.write("MOVIE_BAG_DATABASE=\(directory["movie-bag.db"])\n", to: directory["settings"])
            let second = try Program(
                [Repository.program, "serve", "--listen", "unix:\(socket)", "--processes", "2"],
                environment: moved, output: log)
            try waitForLog(" on fd:0", times: 4)
            try Files.write("MOVIE_BAG_DATABASE=\(other)\n", to: directory["settings"])
            second.send(SIGHUP)
            try waitForLog(
                "MOVIE_BAG_DATABASE: there is no \(other), and only a start of the service makes a new database")
            // Nor by a process that takes the place of another.
            let victim = try #require(try ChildProcesses.of(second.pid).first)
            kill(victim, SIGKILL)
            try waitForLog("ended with status 78; another one is started")
            #expect(Files.inode(other) == nil && Files.inode("\(other).secret") == nil)
            #expect(try status(limit: 10) == "Status: 200")
        }

        @Test func whatHoldsOnlyFromAStartOnIsSaid() throws {
            let program = try start()
            try Files.write("MOVIE_BAG_SOCKET_MODE=0600\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog(
                "warning MOVIE_BAG_SOCKET_MODE has changed: that holds from the next start of the service on")
            try waitForLog("reloaded: every process is a new one")
        }

        @Test func aFileThatAnEditorOfAnotherSystemSavedMeansTheSame() throws {
            let program = try start()
            try Files.write("\u{feff}MOVIE_BAG_PAGE_SIZE=20\r\nMOVIE_BAG_IO_SECONDS=7\r\n", to: directory["settings"])
            program.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
            try waitForLog(": stopped", times: 2)
            #expect(try status(limit: 20) == "Status: 200")
            #expect(try status(limit: 21) == "Status: 400")
        }

        @Test(arguments: [false, true])
        func aProgramThatWasReplacedOnTheDiskIsTakenUp(byLink: Bool) throws {
            let (old, new, called) = (directory["old"], directory["new"], directory["movie-bag"])
            // A link and not a copy where that can be: the program is large.
            for name in [old, new] { try copyProgram(to: name) }
            if byLink { symlink(old, called) } else { rename(old, called) }
            let program = try start(called)
            if byLink {
                symlink(new, directory["link"])
                rename(directory["link"], called)
            } else {
                rename(new, called)
            }
            let inode = Files.inode(byLink ? new : called)
            program.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
            let programs = try ChildProcesses.of(program.pid).map { Files.link("/proc/\($0)/exe").flatMap(Files.inode) }
            #expect(programs.count { $0 == inode } == 2)
        }

        /// As when the program on the disk has been replaced by one with another schema.
        @Test func aProgramThatWouldChangeTheDatabaseIsRefusedAndTheProcessesStay() throws {
            let program = try start()
            let before = try ChildProcesses.of(program.pid)
            let schema = try setSchema("PRAGMA user_version")
            try setSchema("PRAGMA user_version = \(try #require(Int(schema)) - 1)")
            program.send(SIGHUP)
            try waitForLog("reload refused, the others stay")
            try waitForLog("a reload is not enough, restart the service (systemctl restart movie-bag)")
            #expect(try ChildProcesses.of(program.pid) == before)
            #expect(try status(limit: 10) == "Status: 200")
            try setSchema("PRAGMA user_version = \(schema)")
            program.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one")
        }

        @discardableResult
        private func setSchema(_ sql: String) throws -> String {
            let shell = try FinishedProgram(["sqlite3", directory["movie-bag.db"], sql])
            guard shell.ending == .status(0) else { throw Failure("sqlite3: \(shell.errors)") }
            return String(shell.output.prefix { $0 != "\n" })
        }

        @Test func whatCannotBeStartedAtAllIsRefusedToo() throws {
            try copyProgram(to: directory["movie-bag"])
            let program = try start(directory["movie-bag"])
            unlink(directory["movie-bag"])
            try Files.write("not a program", to: directory["movie-bag"], mode: 0o755)
            program.send(SIGHUP)
            try waitForLog("cannot start a worker process")
            #expect(try status(limit: 10) == "Status: 200")
        }

        @Test func aBadStartEndsWithTheStatusOfTheFirstProcess() throws {
            // The supervisor itself does not open the database, and does not see that its tables are newer.
            let shell = try FinishedProgram(
                [
                    "sqlite3", directory["movie-bag.db"],
                    "CREATE TABLE t (x); PRAGMA application_id = 1299150402; PRAGMA user_version = 99;",
                ])
            #expect(shell.ending == .status(0))
            let program = try FinishedProgram(
                [Repository.program, "serve", "--listen", "unix:\(socket)", "--processes", "2"],
                environment: environment)
            #expect(program.ending == .status(78))
            #expect(program.errors.contains("MOVIE_BAG_DATABASE"))
            #expect(program.errors.contains("before it served; nothing is started any more"))
            #expect(Files.inode(socket) == nil)
        }

        private nonisolated static let successors = [["--processes", "2"], []]

        /// A site that runs is not taken down by a successor that cannot take its place.
        @Test(arguments: successors)
        func aSuccessorThatCannotStartLeavesTheSiteAsItIs(arguments: [String]) throws {
            let program = try start()
            let inode = Files.inode(socket)
            let newer = try FinishedProgram(
                [
                    "sqlite3", directory["newer.db"],
                    "CREATE TABLE t (x); PRAGMA application_id = 1299150402; PRAGMA user_version = 99;",
                ])
            #expect(newer.ending == .status(0))
            let serve = [Repository.program, "serve", "--listen", "unix:\(socket)", "--replace"] + arguments
            let withNewerTables = try FinishedProgram(
                serve, environment: environment.merging(["MOVIE_BAG_DATABASE": directory["newer.db"]]) { $1 })
            #expect(withNewerTables.ending == .status(78))
            #expect(withNewerTables.errors.contains("start a newer program"))
            let withoutPidFile = try FinishedProgram(
                serve + ["--pid-file", directory["missing/pid"]], environment: environment)
            #expect(withoutPidFile.ending == .status(78))
            #expect(Files.inode(socket) == inode)
            #expect(Files.inode("\(socket).new") == nil)
            #expect(try status(limit: 10) == "Status: 200")
            let good = try Program(serve, environment: environment, output: log)
            try wait(for: "the successor's socket") { Files.inode(socket) != inode }
            #expect(try status(limit: 10) == "Status: 200")
            for process in [good, program] { process.send(SIGTERM) }
            for process in [good, program] { #expect(try process.waitForEnd() == .status(0)) }
            #expect(Files.inode(socket) == nil)
        }

        @Test func theNumberOfTheSupervisorStandsInAFile() throws {
            let path = directory["movie-bag.pid"]
            let program = try start(Repository.program, ["--pid-file", path])
            #expect(try Files.text(path) == "\(program.pid)\n")
            let second = try FinishedProgram(
                [
                    Repository.program, "serve", "--listen", "unix:\(directory["other"])", "--processes", "1",
                    "--pid-file", path,
                ], environment: environment)
            #expect(second.ending == .status(78))
            #expect(second.errors.contains("--pid-file \(path) is that of process \(program.pid), which runs"))
            program.send(SIGTERM)
            #expect(try program.waitForEnd() == .status(0))
            #expect(Files.inode(path) == nil)
        }

        private func copyProgram(to path: String) throws {
            let copy = try FinishedProgram(["cp", "--reflink=auto", Repository.program, path])
            guard copy.ending == .status(0) else { throw Failure("cp: \(copy.errors)") }
        }
    }
}
