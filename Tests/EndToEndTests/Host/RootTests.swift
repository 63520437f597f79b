import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// What root is refused, and what root is warned of.
    @EndToEnd
    @Suite(.enabled(if: geteuid() == 0, "only root can try it")) struct RootTests {
        private nonisolated static let commands: [[String]] = [
            ["serve", "--listen", "unix:/nonexistent/socket"], ["serve", "--listen", "fd:0", "--processes", "2"],
            ["backup", "/nonexistent/backup"], ["restore", "/nonexistent/backup"], ["outbox", "list"],
            ["outbox", "run"],
            ["outbox", "retry", "--dead"], ["outbox", "drop", "--dead"],
            ["outbox", "show", "0123456789abcdef01234567"],
            ["mail", "test", "ann@example.org"], ["templates", "check"], ["keys", "list"], ["keys", "rotate"],
            ["keys", "rotate", "--now"], ["keys", "remove", "-"],
            ["account", "list"], ["account", "add", "ann@example.org"], ["account", "end-sessions", "--everyone"],
            ["account", "role", "ann@example.org", "member"], ["account", "invite"],
        ]

        private func run(_ command: [String], database: String) throws -> FinishedProgram {
            try FinishedProgram(
                [Repository.program] + command,
                environment: [
                    "MOVIE_BAG_DATABASE": database, "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                    "MOVIE_BAG_SENDMAIL": "/bin/false",
                ])
        }

        @Test(arguments: Self.commands)
        func rootIsRefusedWhereTheDirectoryIsAnotherUsersAndLeavesNothing(command: [String]) throws {
            let directory = try TemporaryDirectory()
            let data = try directory.makeDirectory("data")
            #expect(chown(data, 65534, 65534) == 0)
            let program = try run(command, database: "\(data)/movie-bag.db")
            #expect(program.ending == .status(command[0] == "serve" ? 78 : 1))
            #expect(program.errors.contains("\(data)/movie-bag.db belongs to nobody"), "\(program.errors)")
            #expect(program.errors.contains("sudo -u nobody movie-bag"))
            #expect(program.rootWarning.isEmpty)
            #expect(try Files.names(in: data) == [])
        }

        /// The directory says nothing once there is a file.
        @Test(arguments: Self.commands)
        func rootIsRefusedWhereTheDatabaseIsAnotherUsersAndLeavesNothing(command: [String]) throws {
            let directory = try TemporaryDirectory()
            let database = directory["movie-bag.db"]
            try Files.write("", to: database)
            #expect(chown(database, 65534, 65534) == 0)
            #expect(try run(command, database: database).ending == .status(command[0] == "serve" ? 78 : 1))
            #expect(try Files.names(in: directory.path) == ["movie-bag.db"])
        }

        @Test func whereTheDatabaseIsRootsOwnItWorksWithAWarning() throws {
            let site = try Site()
            #expect(try Files.text(site.service.log).contains(" warning root runs this, and owns \(site.database)"))
            let list = try site.command("outbox", "list")
            #expect(list.ending == .status(0) && list.errors.isEmpty)
            #expect(list.rootWarning.contains("root runs this, and owns \(site.database)"))
        }

        /// Only root can change a file of root's that the service may read; one of another user's is that user's.
        @Test func theOwnerOfTheFileOfKeysDecidesWhereItIsNamed() throws {
            let directory = try TemporaryDirectory()
            let data = try directory.makeDirectory("data")
            #expect(chown(data, 65534, 65534) == 0)
            let keys = try directory.write(String(repeating: "k", count: 43), to: "keys")
            #expect(chown(keys, 0, 65534) == 0 && chmod(keys, 0o640) == 0)
            let environment = ["MOVIE_BAG_DATABASE": "\(data)/movie-bag.db", "MOVIE_BAG_JWT_SECRET_FILE": keys]
            let rotate = [Repository.program, "keys", "rotate"]
            let byRoot = try FinishedProgram(rotate, environment: environment)
            #expect(byRoot.ending == .status(0) && byRoot.rootWarning.isEmpty, "\(byRoot.errors)")
            var status = stat()
            #expect(stat(keys, &status) == 0)
            #expect(status.st_uid == 0 && status.st_gid == 65534 && status.st_mode & 0o777 == 0o640)

            let asUser = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            #expect(chmod(directory.path, 0o777) == 0)
            let byReader = try FinishedProgram(asUser + rotate, environment: environment)
            #expect(byReader.ending == .status(1) && byReader.errors.contains("\(keys) belongs to root"))
            #expect(chown(keys, 65534, 65534) == 0)
            let byRootAgain = try FinishedProgram(rotate, environment: environment)
            #expect(byRootAgain.ending == .status(1) && byRootAgain.errors.contains("sudo -u nobody movie-bag"))
            #expect(try FinishedProgram(asUser + rotate, environment: environment).ending == .status(0))
            #expect(try Files.names(in: directory.path) == ["data", "keys"])
            #expect(try Files.names(in: data) == [])
        }

        @Test func severalProcessesSayItOnce() throws {
            let site = try Site(arguments: ["--processes", "2"])
            try site.waitUntilItAnswers()
            #expect(
                try Files.text(site.service.log).split(separator: "\n").count { $0.contains("root runs this") } == 1)
        }

        @Test func anotherUserIsNotWarned() throws {
            let directory = try TemporaryDirectory()
            let database = directory["movie-bag.db"]
            for path in [directory.path] { #expect(chown(path, 65534, 65534) == 0) }
            let program = try FinishedProgram(
                ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Repository.program, "outbox", "list"],
                environment: ["MOVIE_BAG_DATABASE": database])
            #expect(program.errors == "movie-bag: there is no \(database)\n")
            #expect(program.rootWarning.isEmpty)
            let run = try FinishedProgram(
                ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Repository.program, "outbox", "run"],
                environment: [
                    "MOVIE_BAG_DATABASE": database, "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                ])
            #expect(run.ending == .status(1) && run.errors == "movie-bag: there is no \(database)\n")
            #expect(try Files.names(in: directory.path) == [])
        }

        @Test func aUserWhoMayNotReadTheDatabaseLeavesNothingBesideIt() throws {
            let directory = try TemporaryDirectory()
            let database = directory["movie-bag.db"]
            try Files.write("", to: database)
            #expect(chmod(directory.path, 0o777) == 0 && chmod(database, 0o600) == 0)
            for command in [["serve", "--listen", "unix:/nonexistent/socket"], ["outbox", "run"]] {
                let program = try FinishedProgram(
                    ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Repository.program] + command,
                    environment: [
                        "MOVIE_BAG_DATABASE": database, "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                    ])
                #expect(program.ending == .status(78))
                #expect(program.errors.contains("cannot be read and written: Permission denied; it belongs to root"))
                #expect(try Files.names(in: directory.path) == ["movie-bag.db"])
            }
        }
    }
}
