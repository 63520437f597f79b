import Glibc
import TestSite
import Testing
import TestFiles

extension FaultTests {
    /// Files of the database that are taken away while the service has them open: what it wrote there would be gone.
    @EndToEnd
    @Suite struct DiskLostTests {
        /// What happens to the files.
        enum Loss: String, CaseIterable, CustomTestStringConvertible {
            case directoryRemoved = "directory removed"
            case directoryMoved = "directory moved away"
            case databaseRemoved = "database removed"
            case logRemoved = "write-ahead log removed"
            case databaseReplaced = "database replaced by a copy"

            var testDescription: String { rawValue }

            var command: String {
                switch self {
                case .directoryRemoved: "rm -r data"
                case .directoryMoved: "mv data away"
                case .databaseRemoved: "rm data/movie-bag.db"
                case .logRemoved: "rm data/movie-bag.db-wal"
                case .databaseReplaced: "cp data/movie-bag.db copy && mv copy data/movie-bag.db"
                }
            }
        }

        @Test(arguments: Loss.allCases, [1, 2])
        func afterALossNothingIsAcknowledged(_ loss: Loss, processes: Int) throws {
            let site = try Site(processes: processes, settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            try site.addMovie("mine", token: token)
            try run(loss.command, in: site)
            for number in 0..<4 {
                let response = try site.client.post("/api/movies", json: Site.movie("\(number)"), token: token)
                try expectError(response, 503, "Busy", "Temporarily overloaded, try again")
                #expect(response["Retry-After"] == "1")
            }
            // A reader that is open reads what nobody else sees any more, but not for long.
            let start = ContinuousClock.now
            try wait(for: "readers to be told", limit: .seconds(1)) {
                try (0..<8).allSatisfy { number in
                    try site.client.get(number.isMultiple(of: 2) ? "/api/health" : "/api/movies").status == 503
                }
            }
            let delay = ContinuousClock.now - start
            for _ in 0..<4 {
                try expectError(
                    try site.client.get("/api/movies"), 503, "Busy", "Temporarily overloaded, try again")
            }
            try wait(for: "a clear line in the log", limit: .seconds(1)) {
                #expect(try site.client.get("/api/movies").status == 503)
                return try Files.text(site.service.log).contains("was moved or removed since the start: put it back")
            }
            // One row for each loss is enough.
            guard processes == 2 else { return }
            try FaultReport.add(
                "\(loss.rawValue) while 2 services run", extent: "4 writes, 8 reads",
                outcome: "all 503, reads after \(delay.milliseconds) ms")
        }

        @Test func whatComesBackIsUsedAgainWithoutARestart() throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            try site.addMovie("mine", token: token)
            try run(Loss.directoryMoved.command, in: site)
            try wait(for: "readers to be told", limit: .seconds(1)) { try site.client.get("/api/movies").status == 503 }
            #expect(try site.client.post("/api/movies", json: Site.movie("lost"), token: token).status == 503)
            try run("mv away data", in: site)
            #expect(try site.client.get("/api/movies").status == 200)
            try site.addMovie("after", token: token)
            #expect(try site.client.get("/api/movies").json([Movie].self).map(\.name) == ["mine", "after"])
        }

        /// Runs a command of the shell in the site's directory.
        private func run(_ command: String, in site: Site) throws {
            let shell = try FinishedProgram(["sh", "-c", #"cd "$0" && "# + command, site.directory.path])
            guard shell.ending == .status(0) else { throw Failure("\(command): \(shell.errors)") }
        }
    }
}
