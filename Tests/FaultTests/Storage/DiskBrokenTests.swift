import Glibc
import TestSite
import Testing
import TestFiles

extension FaultTests {
    /// A disk that fails while the service runs, and one that cannot be written from the start.
    @EndToEnd
    @Suite struct DiskBrokenTests {
        /// What the system says when the service tries to write.
        struct Fault: CustomTestStringConvertible {
            let call: String
            let error: String
            let testDescription: String
            /// What the log then says.
            let complaint: String
        }

        @Test(
            .enabled(if: DiskFault.isPermitted, "tracing is not permitted here"),
            arguments: [
                Fault(
                    call: "pwrite64", error: "EROFS", testDescription: "a file system that turned read-only",
                    complaint: "disk I/O error"),
                Fault(
                    call: "pwrite64", error: "EIO", testDescription: "a disk that fails to write",
                    complaint: "disk I/O error"),
                Fault(
                    call: "fdatasync", error: "EIO", testDescription: "a disk that fails to flush",
                    complaint: "disk I/O error"),
            ])
        func aDiskThatFailsRefusesWritesUntilItWorks(_ fault: Fault) throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            let mine = try site.addMovie("mine", token: token)
            let broken = try DiskFault(fault.call, fault.error, in: site)
            let clients = try DiskClients(writers: 4, readers: 2, of: site, token: token, pause: .milliseconds(5))
            let response = try site.client.delete("/api/movies/\(mine)", token: token)
            try expectError(response, 503, "Busy", "Temporarily overloaded, try again")
            usleep(Scale.choose(short: 300_000, full: 10_000_000))
            broken.end()
            let returned = ContinuousClock.now
            try wait(for: "a write that succeeds", limit: .seconds(5)) {
                try site.client.post("/api/movies", json: Site.movie("after"), token: token).status == 200
            }
            let recovery = ContinuousClock.now - returned
            let (writes, reads) = try clients.finish()
            let stored = try Set(site.sqlite("SELECT key FROM movies").split(separator: "\n").map(String.init))
            for write in writes {
                #expect(stored.contains(write.name) == write.isAcknowledged, "\(write.name) in the database")
                #expect(write.isAcknowledged || write.response.status == 503)
            }
            let refused = writes.count { !$0.isAcknowledged }
            #expect(refused > 10)
            #expect(stored.isSuperset(of: ["mine", "after"]))
            #expect(try Files.text(site.service.log).contains(fault.complaint))
            #expect(try site.sqlite("PRAGMA integrity_check") == "ok")
            try FaultReport.add(
                fault.testDescription, extent: "\(refused) writes refused, \(reads.count) reads",
                outcome: """
                    0 of the refused there, every read 200; a write succeeds \(recovery.milliseconds) ms \
                    after it works again
                    """)
        }

        @Test(.enabled(if: DiskFault.isPermitted, "tracing is not permitted here"))
        func whatCannotBeReadIsNotMadeUp() throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            let names = (0..<20).map { "movie \($0)" }
            for name in names { try site.addMovie(name, token: token) }
            // Everything is in the database file then, and nothing of it in anybody's cache.
            try site.service.crash()
            _ = try site.sqlite("PRAGMA wal_checkpoint(TRUNCATE)", readOnly: false)
            try site.service.restart()
            let broken = try DiskFault("pread64", "EIO", in: site)
            for path in ["/api/movies", "/api/health"] {
                try expectError(try site.client.get(path), 503, "Busy", "Temporarily overloaded, try again")
            }
            let response = try site.client.post("/api/movies", json: Site.movie("new"), token: token)
            #expect(response.status == 503)
            broken.end()
            #expect(try site.client.get("/api/movies").json([Movie].self).map(\.name) == names)
            #expect(try Files.text(site.service.log).contains("disk I/O error"))
        }

        @Test(.enabled(if: SmallDisk.isPermitted, "mounting is not permitted here"))
        func aStartOnAReadOnlyDiskIsRefused() throws {
            let site = try Site()
            try site.service.stop()
            let ending = try site.service.tryStart(
                launcher: SmallDisk.launcher(
                    #"d=${MOVIE_BAG_DATABASE%/*}; mount --bind "$d" "$d" && mount -o remount,bind,ro "$d""#))
            #expect(ending == .status(78))
            #expect(try Files.text(site.service.log).contains("Read-only file system"))
        }

        @Test(.enabled(if: geteuid() == 0, "only root can run the service as somebody else"))
        func aStartOnSomebodyElsesDatabaseIsRefused() throws {
            let site = try Site(settings: ["MOVIE_BAG_JWT_SECRET": String(repeating: "s", count: 32)])
            try site.service.stop()
            for path in [site.directory.path, site.directory["data"]] { #expect(chmod(path, 0o777) == 0) }
            for file in ["", "-wal", "-shm", ".lock"] { #expect(chmod(site.database + file, 0o444) == 0) }
            let somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            #expect(try site.service.tryStart(launcher: somebody) == .status(78))
            #expect(try Files.text(site.service.log).contains("Permission denied"))
            // Who may lock may still not write.
            for file in ["-wal", "-shm", ".lock"] { #expect(chmod(site.database + file, 0o666) == 0) }
            #expect(try site.service.tryStart(launcher: somebody) == .status(78))
            let log = try Files.text(site.service.log)
            #expect(log.contains("the file may be read, but not written"), "\(log)")
        }
    }
}
