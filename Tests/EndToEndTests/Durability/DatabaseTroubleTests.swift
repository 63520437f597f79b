import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// A database that fails while the service runs.
    @EndToEnd
    @Suite struct DatabaseTroubleTests {
        /// ASVS 16.5.2
        @Test func aDatabaseThatCannotBeOpenedMakesItUnhealthyUntilItIsBack() throws {
            // With a single thread that has not read yet, the first request opens the first reader.
            let site = try Site(arguments: ["--threads", "1"])
            let (data, away) = (site.directory["data"], site.directory["away"])
            #expect(rename(data, away) == 0)
            for path in ["/api/health", "/api/movies", "/api/movies/0123456789abcdef01234567"] {
                let response = try site.client.get(path)
                try expectError(response, 503, "Busy", "Temporarily overloaded, try again")
                #expect(response["Retry-After"] == "1")
            }
            #expect(try site.client.get("/reset/token").status == 403)
            let login = try site.client.post("/api/auth/login", json: Site.credentials("ann@example.org"))
            try expectError(login, 503, "Busy", "Temporarily overloaded, try again")

            #expect(rename(away, data) == 0)
            #expect(try site.client.get("/api/health").text == #"{"status":"ok"}"#)
            _ = try site.newAccount("ann@example.org")
        }

        /// ASVS 16.5.3
        @Test func aFullDiskRefusesChangesAndKeepsWhatIsThere() throws {
            // No file of the process may grow beyond 800 KiB, and the signal that says so is ignored. Not before it runs:
            // Thread Sanitizer writes a larger one at the start of a program.
            let site = try Site(
                settings: ["MOVIE_BAG_LOG_LEVEL": "error"], launcher: ["bash", "-c", #"trap "" XFSZ; exec "$0" "$@""#])
            try limitFiles(of: site.service, to: "\(800 << 10):")
            let token = try site.newAccount("ann@example.org")
            var added: [String] = []
            let refusal = try wait(for: "a full disk") { () -> HTTPResponse? in
                let response = try site.client.post(
                    "/api/movies", json: Site.movie("Movie \(added.count)"), token: token)
                guard response.status == 200 else { return response }
                added.append(try response.json(Identifier.self).id)
                return nil
            }
            try expectError(refusal, 503, "Busy", "Temporarily overloaded, try again")
            #expect(refusal["Retry-After"] == "1")
            #expect(added.count > 5)
            #expect(try site.client.get("/api/movies").json([Movie].self).map(\.id.oid) == added)

            try limitFiles(of: site.service, to: "unlimited")
            added.append(try site.addMovie("After", token: token))
            #expect(try site.client.get("/api/movies").json([Movie].self).map(\.id.oid) == added)
            #expect(try site.sqlite("PRAGMA integrity_check") == "ok")
        }

        private func limitFiles(of service: Service, to limit: String) throws {
            let shell = try FinishedProgram(["prlimit", "--pid", "\(service.pid)", "--fsize=\(limit)"])
            try #require(shell.ending == .status(0), "\(shell.errors)")
        }
    }
}
