import FastCGI
import Testing
import Text

@testable import Doctor
@testable import MovieBagConfiguration

@Suite struct SocketCheckTests {
    private static let path = "/run/movie-bag/s"

    private func findings(
        _ occupancy: ListenAddress.Occupancy, socket: FileStatus? = nil, directory: FileStatus? = .directory(0o755),
        access: SocketAccess = SocketAccess(), obstacle: String? = nil
    ) -> [Finding] {
        var files: [String: FileStatus] = [:]
        files[Self.path] = socket
        files["/run/movie-bag"] = directory
        var machine = Machine.onPaper(files: files)
        machine.obstacle = { use, path in use == .filling && path == "/run/movie-bag" ? obstacle : nil }
        return SocketCheck(
            machine: machine, serviceUser: 500, address: .unix(path: Self.path), access: access,
            occupancy: { _ in occupancy }
        ).findings
    }

    @Test func aServiceThatListensIsWell() {
        let found = findings(.live, socket: .socket(0o660, group: 33))
        #expect(found.grades == [.ok, .ok])
        #expect(found.has(.ok, "mode 0660, owner movie-bag, group www-data"))
    }

    @Test(arguments: [
        ("/tmp/s", true), ("/tmp/movie-bag/s", true), ("/var/tmp/a/b/s", true), ("/linked/s", true),
        ("/tmpfs/s", false),
        ("/run/movie-bag/s", false), ("/home/ann/tmp/s", false),
    ])
    func aSocketThatACleanerMayRemoveIsWarnedOf(path: String, isWarned: Bool) {
        let directory = PathName.directory(of: path)
        var machine = Machine.onPaper(files: [path: .socket(0o660), directory: .directory(0o755)])
        machine.realPath = { $0 == "/linked" ? "/tmp/elsewhere" : $0 }
        let found = SocketCheck(
            machine: machine, serviceUser: 500, address: .unix(path: path), access: SocketAccess(),
            occupancy: { _ in .live }
        ).findings
        #expect(found.grades == [.ok, .ok] + (isWarned ? [.warning] : []))
        if isWarned { #expect(found.has(.warning, "\(path) is in a temporary directory")) }
    }

    @Test func noServiceIsWellToo() {
        #expect(findings(.free).grades == [.ok])
    }

    @Test func aSocketOfADeadServiceIsWarnedOf() {
        #expect(findings(.stale, socket: .socket(0o660)).grades == [.warning, .ok])
    }

    @Test func aFileInTheWayIsAProblem() {
        let found = findings(.notASocket(path: "/run/movie-bag/s.new"), socket: .file(0o644))
        #expect(found.grades == [.problem])
        #expect(found.has(.problem, "mv /run/movie-bag/s.new /run/movie-bag/s.new.old"))
    }

    @Test(arguments: [0o666, 0o777, 0o662] as [UInt32])
    func aSocketForEverybodyIsAProblem(mode: UInt32) {
        #expect(findings(.live, socket: .socket(mode)).has(.problem, "chmod 660 \(Self.path)"))
        #expect(findings(.free, access: SocketAccess(mode: mode)).has(.problem, "MOVIE_BAG_SOCKET_MODE"))
    }

    @Test func otherRightsThanThoseOfTheSettingsAreWarnedOf() {
        #expect(findings(.live, socket: .socket(0o600)).has(.warning, "not as the settings say"))
        let access = SocketAccess(group: 33)
        #expect(findings(.live, socket: .socket(0o660), access: access).has(.warning, "not as the settings say"))
        #expect(findings(.live, socket: .socket(0o660, group: 33), access: access).grades == [.ok, .ok])
    }

    @Test func withoutADirectoryNoSocketCanBeMade() {
        #expect(findings(.free, directory: nil).has(.problem, "sudo install -d -o movie-bag -m 755 /run/movie-bag"))
        #expect(findings(.free, directory: .directory(0o777)).has(.problem, "chmod 755 /run/movie-bag"))
        let denied = findings(.free, obstacle: "Permission denied")
        #expect(
            denied.has(.problem, "Permission denied") && denied.has(.problem, "sudo chown movie-bag: /run/movie-bag"))
    }

    @Test func aSocketOfSystemdNeedsNoDirectoryOfOurs() {
        let socket = FileStatus(kind: .socket, mode: 0o660, owner: 0, group: 33)
        for occupancy in [ListenAddress.Occupancy.live, .unknown(SystemFailure(call: "connect", code: 13))] {
            #expect(findings(occupancy, socket: socket, obstacle: "Permission denied").grades == [.ok, .ok])
        }
    }

    @Test func aPortIsOpenToEveryUserOfTheMachine() {
        for occupancy in [ListenAddress.Occupancy.live, .free] {
            let found = SocketCheck(
                machine: .onPaper(), serviceUser: 500, address: .tcp(host: "127.0.0.1", port: 9000),
                access: SocketAccess(), occupancy: { _ in occupancy }
            ).findings
            #expect(found.grades == [.warning])
            #expect(found.has(.warning, "shared host"))
        }
    }

    @Test(
        arguments: [(ListenAddress.descriptor(0), Finding.Grade.ok), (nil, .skipped)]
            as [(ListenAddress?, Finding.Grade)])
    func aSocketFromOutsideIsNotJudged(address: ListenAddress?, grade: Finding.Grade) {
        let check = SocketCheck(machine: .onPaper(), serviceUser: 500, address: address, access: SocketAccess())
        #expect(check.findings.grades == [grade])
    }
}
