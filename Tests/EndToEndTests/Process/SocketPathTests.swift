import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// What may stand at the path of the socket when the service starts.
    @EndToEnd
    @Suite struct SocketPathTests {
        @Test func aSecondServiceOnTheSamePathIsRefusedWhileTheFirstLives() throws {
            let site = try Site()
            let second = try start(at: site.service.socket, in: site.directory)
            #expect(second.ending == .status(78))
            #expect(second.errors.contains("unix:\(site.service.socket) is in use by a running service"))
            #expect(try site.client.get("/api/health").status == 200)
        }

        @Test func theSocketOfADeadServiceIsReplaced() throws {
            let site = try Site()
            try site.service.crash()
            #expect(Files.inode(site.service.socket) != nil)
            try site.service.restart()
            #expect(try site.client.get("/api/health").status == 200)
        }

        @Test func aFileAtThePathIsLeftAlone() throws {
            let directory = try TemporaryDirectory()
            try Files.write("precious", to: directory["socket"])
            let service = try start(at: directory["socket"], in: directory)
            #expect(service.ending == .status(78))
            #expect(service.errors.contains("\(directory["socket"]) exists and is not a socket"))
            #expect(try Files.text(directory["socket"]) == "precious")
        }

        /// systemd-tmpfiles keeps a socket in use if the kernel shows it under the name that it has in the directory.
        @Test(arguments: [false, true])
        func theCleanerOfTemporaryFilesKeepsIt(afterACrash: Bool) throws {
            let site = try Site()
            if afterACrash {
                try site.service.crash()
                try site.service.restart()
            }
            let left = site.directory["left.sock"]
            try Files.write("", to: left)
            for path in [site.service.socket, left] {
                #expect(try FinishedProgram(["touch", "-h", "-d", "2001-01-01", path]).ending == .status(0))
            }
            // a, m and c tell it which of the times count; the c of a file cannot be set.
            try Files.write("e \(site.directory.path) - - - am:1d\n", to: site.directory["tmpfiles.conf"])
            let cleaner = try FinishedProgram(["systemd-tmpfiles", "--clean", site.directory["tmpfiles.conf"]])
            #expect(cleaner.ending == .status(0), "\(cleaner.errors)")
            #expect(Files.inode(left) == nil, "it cleans")
            #expect(Files.inode(site.service.socket) != nil)
            #expect(try site.client.get("/api/health").status == 200)
        }

        /// ASVS 13.2.1
        @Test func onlyItsOwnerAndGroupMayOpenTheSocket() throws {
            let site = try Site()
            var status = stat()
            #expect(stat(site.service.socket, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o660)
        }

        /// ASVS 13.2.1
        @Test(arguments: [[], ["--processes", "1"]])
        func theSocketHasTheModeAndTheGroupThatAreAsked(_ arguments: [String]) throws {
            // One that is ours to give, whoever we are.
            let group = geteuid() == 0 ? gid_t(12_345) : getgid()
            let site = try Site(
                settings: ["MOVIE_BAG_SOCKET_MODE": "0600", "MOVIE_BAG_SOCKET_GROUP": "\(group)"], arguments: arguments)
            var status = stat()
            #expect(stat(site.service.socket, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(status.st_gid == group)
            #expect(try site.client.get("/api/health").status == 200)
        }

        @Test(.enabled(if: geteuid() != 0, "the superuser may give a file to any group"))
        func aGroupThatIsNotOursToGiveIsRefused() throws {
            let directory = try TemporaryDirectory()
            let service = try start(at: directory["socket"], in: directory, group: "0")
            #expect(service.ending == .status(78))
            #expect(service.errors.contains("MOVIE_BAG_SOCKET_GROUP"))
            #expect(Files.inode(directory["socket"]) == nil)
        }

        private func start(at socket: String, in directory: TemporaryDirectory, group: String? = nil) throws
            -> FinishedProgram
        {
            try FinishedProgram(
                [Repository.program, "serve", "--listen", "unix:\(socket)"],
                environment: [
                    "MOVIE_BAG_DATABASE": directory["second.db"],
                    "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                    "MOVIE_BAG_SOCKET_GROUP": group ?? "",
                ])
        }
    }
}
