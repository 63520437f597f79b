import Glibc
import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// What a reload of several processes refuses, and that all goes on as it was then.
    @EndToEnd
    @Suite struct ReloadRefusalTests: ReloadSuite {
        let directory: TemporaryDirectory

        init() throws { directory = try Self.makeDirectory() }

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
            // Nor by a process that takes the place of another: it has the database of those beside it.
            let victim = try #require(try ChildProcesses.of(second.pid).first)
            kill(victim, SIGKILL)
            try waitForLog(" on fd:0", times: 5)
            #expect(Files.inode(other) == nil && Files.inode("\(other).secret") == nil)
            #expect(try status(limit: 10) == "Status: 200")
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
    }
}
