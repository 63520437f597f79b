import Glibc
import TestSite
import Testing

extension FaultTests {
    /// A disk without room: what cannot be written is refused, everything else goes on, also afterwards.
    @EndToEnd
    @Suite(.enabled(if: SmallDisk.isPermitted, "mounting is not permitted here")) struct DiskFullTests {
        @Test func aFullDiskRefusesWritesUntilThereIsRoom() throws {
            let site = try Site(
                settings: ["MOVIE_BAG_LOG_LEVEL": "warning", "MOVIE_BAG_LIMITS": "no"],
                launcher: SmallDisk.launcher(megabytes: 1))
            let disk = SmallDisk(of: site)
            try disk.add("ballast", kilobytes: 400)
            let token = try site.newAccount("ann@example.org")
            let mine = try site.addMovie("mine", token: token)

            let clients = try DiskClients(writers: 4, readers: 2, of: site, token: token, pause: .milliseconds(5))
            // The writers come to the end of it by themselves.
            let start = ContinuousClock.now
            try wait(for: "a full disk") { try Self.complaints(in: site) > 0 }
            try disk.addTillFull("most")
            // The write-ahead log may have room left in itself.
            var filler = 0
            try wait(for: "a disk that is full for small writes too") {
                try (0..<6).allSatisfy { _ in
                    filler += 1
                    let response = try site.client.post(
                        "/api/auth/signup", json: Site.credentials("f\(filler)@example.org"))
                    return response.status == 503
                }
            }
            try disk.addTillFull("more")
            try expectEveryWriteRefused(on: site, mine, token)
            usleep(Scale.choose(short: 500_000, full: 20_000_000))
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let complaints = try Self.complaints(in: site)

            let returned = ContinuousClock.now
            try disk.remove("ballast")
            try wait(for: "a write that succeeds", limit: .seconds(5)) {
                try site.client.post("/api/movies", json: Site.movie("after"), token: token).status == 200
            }
            let recovery = ContinuousClock.now - returned
            let (writes, reads) = try clients.finish()
            #expect(site.service.isRunning)

            let refused = try expectHonest(writes, in: disk)
            #expect(refused > 10)
            #expect(try site.client.put("/api/movies/\(mine)", json: #"{"name":"ours"}"#, token: token).status == 200)
            #expect(try disk.sqlite("PRAGMA integrity_check") == ["ok"])
            try FaultReport.add(
                "disk full (1 MiB tmpfs)",
                extent: "\(writes.count - refused) writes acknowledged, \(refused) refused, \(reads.count) reads",
                outcome: """
                    0 missing, 0 of the refused there; every read 200; a write succeeds \
                    \(recovery.milliseconds) ms after room came; \
                    \(Int(Double(complaints) / seconds)) log lines a second
                    """)
        }

        /// The write-ahead log holds more than the database file has room for.
        @Test func aDiskThatIsFullForACheckpointLosesNothing() throws {
            let site = try Site(
                settings: ["MOVIE_BAG_LOG_LEVEL": "warning"], launcher: SmallDisk.launcher(megabytes: 6))
            let disk = SmallDisk(of: site)
            let token = try site.newAccount("ann@example.org")
            let people =
                "["
                + (100..<299).map { "\"\($0)" + String(repeating: "a", count: 196) + "\"" }.joined(separator: ",")
                + "]"
            let clients = try DiskClients(writers: 4, readers: 2, of: site, token: token, pause: .milliseconds(2)) {
                #"{"name":"\#($0)","casts":\#(people),"genres":["Drama"]}"#
            }
            try wait(for: "a checkpoint that fails") {
                try Files.text(site.service.log).contains("sqlite3_wal_checkpoint_v2")
            }
            try wait(for: "a full disk") { try Self.complaints(in: site) > 0 }
            let before = try disk.size("movie-bag.db")

            try disk.resize(megabytes: 64)
            let returned = ContinuousClock.now
            try wait(for: "a write that succeeds", limit: .seconds(5)) {
                try site.client.post("/api/movies", json: Site.movie("after"), token: token).status == 200
            }
            let recovery = ContinuousClock.now - returned
            try wait(for: "a checkpoint that succeeds", limit: .seconds(5)) {
                try disk.size("movie-bag.db") > 2 * before
            }
            let (writes, _) = try clients.finish()
            let refused = try expectHonest(writes, in: disk)
            #expect(try disk.sqlite("PRAGMA integrity_check") == ["ok"])
            try FaultReport.add(
                "disk full while the log is moved into the database",
                extent: "\(writes.count - refused) writes acknowledged, \(refused) refused",
                outcome: "0 missing; a write succeeds \(recovery.milliseconds) ms after room came")
        }

        /// Each way of writing, while not one byte is free.
        private func expectEveryWriteRefused(on site: Site, _ mine: String, _ token: String) throws {
            let (client, ann) = (site.client, Site.credentials("ann@example.org"))
            let responses = [
                try client.post("/api/auth/signup", json: Site.credentials("bob@example.org")),
                try client.post("/api/auth/login", json: ann),
                try client.post("/api/auth/forgot", json: #"{"email":"ann@example.org"}"#),
                try client.post("/api/movies", json: Site.movie("one more"), token: token),
                try client.put("/api/movies/\(mine)", json: #"{"name":"ours"}"#, token: token),
                try client.delete("/api/movies/\(mine)", token: token),
            ]
            for response in responses {
                try expectError(response, 503, "Busy", "Temporarily overloaded, try again")
                #expect(response["Retry-After"] == "1")
            }
            #expect(try client.get("/api/movies/\(mine)").json(Movie.self).name == "mine")
            #expect(try client.post("/api/auth/login", json: Site.credentials("bob@example.org")).status == 401)
        }

        /// Expects that what was acknowledged is in the database, and nothing that was refused.
        ///
        /// - Returns: how many were refused.
        private func expectHonest(_ writes: [TriedWrite], in disk: SmallDisk) throws -> Int {
            let stored = try Set(disk.sqlite("SELECT key FROM movies"))
            for write in writes {
                #expect(stored.contains(write.name) == write.isAcknowledged, "\(write.name) in the database")
            }
            let refused = writes.filter { !$0.isAcknowledged }
            for write in refused {
                try expectError(write.response, 503, "Busy", "Temporarily overloaded, try again")
                #expect(write.response["Retry-After"] == "1")
            }
            return refused.count
        }

        /// Lines of the log that say what is wrong.
        private static func complaints(in site: Site) throws -> Int {
            try Files.text(site.service.log).split(separator: "\n").count { $0.contains("database or disk is full") }
        }
    }
}
