import Glibc
import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// Supervisors that cannot start, those that take the place of others, and the file with their number.
    @EndToEnd
    @Suite struct SuccessorTests: ReloadSuite {
        let directory: TemporaryDirectory

        init() throws { directory = try Self.makeDirectory() }

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
    }
}
