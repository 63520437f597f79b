import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// `movie-bag backup` and `movie-bag restore` beside a service.
    @EndToEnd
    @Suite struct CopyCommandTests {
        @Test func whatWasBackedUpComesBackAndWhatCameLaterIsKeptAside() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            let early = try site.addMovie("Early", token: token)
            let backup = site.directory["backup"]
            #expect(
                try site.succeed("backup", backup)
                    == "Backed up \(site.database) to \(backup): 1 account, 1 movie, 0 mails in the outbox.\n")
            let late = try site.addMovie("Late", token: token)

            try site.service.stop()
            let said = try site.succeed("restore", backup).split(separator: "\n")
            try site.service.restart()
            #expect(try site.client.get("/api/movies/\(early)").status == 200)
            #expect(try site.client.get("/api/movies").json([Movie].self).map(\.id.oid) == [early])
            // The session was opened before the backup, and nobody knows whether it was ended after.
            let response = try site.client.post("/api/movies", json: Site.movie("Mine"), token: token)
            #expect(response.status == 401)
            #expect(try site.addMovie("Mine", token: site.logIn("ann@example.org")) != late)

            let kept = try #require(said.first { $0.contains("kept as") }?.split(separator: " ").last?.dropLast())
            let shell = try FinishedProgram(["sqlite3", String(kept), "SELECT key FROM movies ORDER BY key"])
            #expect(shell.output == "Early\nLate\n")
        }

        @Test func aLiveServiceIsNotRestoredOver() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            let backup = site.directory["backup"]
            try site.succeed("backup", backup)
            let id = try site.addMovie("Late", token: token)
            let refused = try site.command("restore", backup)
            #expect(refused.ending == .status(1))
            #expect(
                refused.errors
                    == "movie-bag: process \(site.service.pid) uses \(site.database); stop the service, then try again\n"
            )
            #expect(try site.client.get("/api/movies/\(id)").status == 200)
            try site.addMovie("Later", token: token)
            #expect(try Files.names(in: site.directory["data"]).allSatisfy { !$0.contains("restor") })
        }

        @Test func aBackupWorksWithoutAServiceAndAfterACrash() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            try site.addMovie("Last", token: token)
            try site.service.crash()
            let backup = site.directory["backup"]
            #expect(try site.succeed("backup", backup).contains("1 movie,"))
            try site.service.restart()
            #expect(try site.client.get("/api/movies").json([Movie].self).map(\.name) == ["Last"])
        }

        @Test func backupsRotate() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            let backup = site.directory["backup"]
            for count in 1...3 {
                try site.addMovie("Movie \(count)", token: token)
                try site.succeed("backup", backup, "--keep", "2")
            }
            let names = try Files.names(in: site.directory.path).filter { $0.hasPrefix("backup") }
            #expect(names == ["backup", "backup.1"])
            for (name, count) in [("backup", "3"), ("backup.1", "2")] {
                let shell = try FinishedProgram(["sqlite3", site.directory[name], "SELECT count(*) FROM movies"])
                #expect(shell.output == "\(count)\n")
            }
        }

        private nonisolated static let refusals: [([String], Int32)] = [
            (["backup"], 64), (["backup", "x", "--keep", "0"], 64), (["restore"], 64),
            (["restore", "/nonexistent"], 1),
            (["backup", "/nonexistent/backup"], 1), (["backup", "/tmp"], 1),
        ]

        @Test(arguments: refusals)
        func whatCannotBeDoneIsSaid(arguments: [String], status: Int32) throws {
            let site = try Site()
            let program = try FinishedProgram([Repository.program] + arguments, environment: site.environment)
            #expect(program.ending == .status(status))
            #expect(!program.errors.isEmpty && program.output.isEmpty)
        }
    }
}
