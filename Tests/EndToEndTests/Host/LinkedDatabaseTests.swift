import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// A database that is named by a symbolic link to its file.
    @EndToEnd
    @Suite struct LinkedDatabaseTests {
        private let directory: TemporaryDirectory
        private let link: String
        private let file: String

        init() throws {
            directory = try TemporaryDirectory()
            try Files.makeDirectory(directory["links"])
            try Files.makeDirectory(directory["files"])
            link = directory["links/movie-bag.db"]
            file = directory["files/movies"]
        }

        private func site() throws -> Site {
            try Site(settings: ["MOVIE_BAG_DATABASE": link])
        }

        private func makeLink() throws {
            try Files.write("", to: file)
            #expect(symlink("../files/movies", link) == 0)
        }

        @Test func everyFileIsBesideTheDatabaseAndNoneBesideTheLink() throws {
            try makeLink()
            let site = try site()
            _ = try site.newAccount("ann@example.org")
            #expect(try Files.names(in: directory["links"]) == ["movie-bag.db"])
            #expect(
                try Files.names(in: directory["files"])
                    == ["movies", "movies-shm", "movies-wal", "movies.lock", "movies.secret"])
        }

        /// With the lock beside the link, a process that knows the file by its own name would have had another one.
        @Test func whatWasAcknowledgedSurvivesACrashWhicheverNameIsUsedNext() throws {
            try makeLink()
            let site = try site()
            let token = try site.newAccount("ann@example.org")
            let names = (0..<20).map { "Movie \($0)" }
            for name in names { try site.addMovie(name, token: token) }
            try site.service.crash()
            var status = stat()
            #expect(stat("\(file)-wal", &status) == 0 && status.st_size > 0, "there is a WAL to be lost")
            let list = try FinishedProgram(
                [Repository.program, "outbox", "list"], environment: ["MOVIE_BAG_DATABASE": file])
            #expect(list.ending == .status(0))
            try site.service.restart()
            #expect(try site.allMovies().map(\.name) == names)
            // The session is good: the secret is the same one.
            try site.addMovie("After", token: token)
        }

        @Test func aBackupAndARestoreFollowTheLink() throws {
            try makeLink()
            let site = try site()
            let token = try site.newAccount("ann@example.org")
            try site.addMovie("Early", token: token)
            let backup = directory["backup"]
            #expect(try site.succeed("backup", backup).hasPrefix("Backed up \(file) to \(backup): "))
            #expect(try site.command("backup", file, "--keep", "1").errors.contains("is the database itself"))
            try site.addMovie("Late", token: token)
            #expect(try site.command("restore", backup).errors.contains("process \(site.service.pid) uses \(file)"))
            try site.service.crash()
            #expect(try site.succeed("restore", backup).contains("The database before it is kept as \(file).replaced-"))
            #expect(Files.link(link) == "../files/movies")
            #expect(try Files.names(in: directory["links"]) == ["movie-bag.db"])
            try site.service.restart()
            #expect(try site.allMovies().map(\.name) == ["Early"])
        }

        /// A process that resolved the path anew would write to another database than those beside it.
        @Test func aProcessThatTakesThePlaceOfADeadOneHasTheSameFileUntilAReload() throws {
            try makeLink()
            let site = try Site(
                settings: ["MOVIE_BAG_DATABASE": link, "MOVIE_BAG_IDLE_SECONDS": "2"], arguments: ["--processes", "2"])
            let supervisor = site.service
            try waitForLog("on fd:0", times: 2, of: supervisor)
            try site.addMovie("First", token: try site.newAccount("ann@example.org"))
            try Files.write("", to: directory["files/others"])
            #expect(unlink(link) == 0 && symlink("../files/others", link) == 0)
            for victim in try ChildProcesses.of(supervisor.pid) { kill(victim, SIGKILL) }
            try waitForLog("on fd:0", times: 4, of: supervisor)
            #expect(try site.allMovies().map(\.name) == ["First"])
            #expect(try Files.bytes(directory["files/others"]).isEmpty)
            supervisor.send(SIGHUP)
            try waitForLog("reloaded: every process is a new one", times: 1, of: supervisor)
            // An old process goes on with the connections that nginx keeps, until they are idle for too long.
            try wait(for: "the other database") { try site.allMovies().isEmpty }
            #expect(try !Files.bytes(directory["files/others"]).isEmpty)
        }

        private func waitForLog(_ sentence: String, times: Int, of service: Service) throws {
            try wait(for: "\"\(sentence)\" in the log") {
                try Files.text(service.log).split(separator: "\n").count { $0.contains(sentence) } >= times
            }
        }

        @Test(arguments: [
            ["serve", "--listen", "fd:0"], ["backup", "x"], ["restore", "/dev/null"], ["outbox", "run"],
        ])
        func aLinkThatLeadsNowhereIsRefusedAndNothingIsMade(command: [String]) throws {
            #expect(symlink("../missing/movies", link) == 0)
            let program = try FinishedProgram(
                [Repository.program] + command,
                environment: ["MOVIE_BAG_DATABASE": link, "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates"])
            #expect(program.ending == .status(78))
            #expect(
                program.errors.contains(
                    "MOVIE_BAG_DATABASE: \(link) is a symbolic link that leads nowhere (No such file or directory)"),
                "\(program.errors)")
            #expect(try Files.names(in: directory["links"]) == ["movie-bag.db"])
            #expect(try Files.names(in: directory["files"]) == [])
        }
    }
}
