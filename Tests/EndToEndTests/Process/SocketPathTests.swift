import Glibc
import TestSite
import Testing

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

        @Test func onlyItsOwnerAndGroupMayOpenTheSocket() throws {
            let site = try Site()
            var status = stat()
            #expect(stat(site.service.socket, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o660)
        }

        private func start(at socket: String, in directory: TemporaryDirectory) throws -> FinishedProgram {
            try FinishedProgram(
                [Repository.program, "serve", "--listen", "unix:\(socket)"],
                environment: [
                    "MOVIE_BAG_DATABASE": directory["second.db"],
                    "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                ])
        }
    }
}
