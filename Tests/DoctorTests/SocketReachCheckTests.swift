import FastCGI
import Testing

@testable import Doctor

@Suite struct SocketReachCheckTests {
    /// Who runs web servers here, and with which groups www-data is.
    private func findings(
        directory: FileStatus = .directory(0o755), socket: FileStatus? = .socket(0o660), groups: [UInt32] = [33],
        running: [RunningWebServer] = [RunningWebServer(program: "nginx", user: 33)], usual: [String] = []
    ) -> [Finding] {
        var files: [String: FileStatus] = [
            "/": .directory(0o755, owner: 0, group: 0), "/run": .directory(0o755, owner: 0, group: 0),
            "/run/movie-bag": directory,
        ]
        files["/run/movie-bag/s"] = socket
        var machine = Machine.onPaper(files: files)
        let names: [UInt32: String] = [0: "root", 33: "www-data", 44: "caddy", 500: "movie-bag"]
        func account(_ id: UInt32) -> UserAccount {
            UserAccount(name: names[id] ?? "#\(id)", id: id, groups: id == 33 ? groups : [id])
        }
        machine.accountOf = account
        machine.account = { name in
            usual.contains(name) ? names.first { $0.value == name }.map { account($0.key) } : nil
        }
        machine.webServers = { running }
        return SocketReachCheck(
            machine: machine, serviceUser: 500, address: .unix(path: "/run/movie-bag/s"), access: SocketAccess()
        ).findings
    }

    @Test func aMemberOfTheGroupMayOpenIt() {
        #expect(findings(groups: [33, 500]) == [.ok("web server: www-data may open the socket")])
        #expect(findings(socket: .socket(0o660, group: 33)).grades == [.ok])
    }

    @Test func aUserOutsideTheGroupIsToldToJoin() {
        let found = findings()
        #expect(found.grades == [.problem])
        #expect(found.has(.problem, "www-data may not open /run/movie-bag/s (mode 0660, movie-bag:movie-bag)"))
        #expect(found.has(.problem, "sudo adduser www-data movie-bag\n"))
    }

    @Test func aGroupThatMayNotWriteIsOfNoUse() {
        #expect(findings(socket: .socket(0o600), groups: [33, 500]).has(.problem, "MOVIE_BAG_SOCKET_GROUP"))
    }

    @Test func theFirstClassOfBitsThatFitsDecides() {
        // Its group may not, so that everybody may is of no use to a member (path_resolution(7)).
        #expect(findings(socket: .socket(0o606), groups: [33, 500]).grades == [.problem])
        #expect(findings(socket: .socket(0o060, owner: 33), groups: [33, 500]).grades == [.problem])
    }

    @Test func everyDirectoryAboveCounts() {
        let closed = findings(directory: .directory(0o700), groups: [33, 500])
        #expect(
            closed.has(.problem, "may not enter /run/movie-bag") && closed.has(.problem, "chmod a+x /run/movie-bag"))
        #expect(findings(directory: .directory(0o750), groups: [33, 500]).grades == [.ok])
        #expect(findings(directory: .directory(0o750)).has(.problem, "sudo adduser www-data movie-bag"))
    }

    @Test func rootAndTheUserHimselfMayAlways() {
        for user: UInt32 in [0, 500] {
            let running = [RunningWebServer(program: "nginx", user: user)]
            #expect(findings(directory: .directory(0o700), running: running).grades == [.ok])
        }
    }

    @Test func oneOfSeveralIsEnough() {
        let running = [RunningWebServer(program: "caddy", user: 44), RunningWebServer(program: "nginx", user: 33)]
        let found = findings(groups: [33, 500], running: running)
        #expect(found == [.ok("web server: www-data may open the socket (caddy may not)")])
        #expect(findings(running: running).grades == [.problem, .problem])
    }

    @Test func whatHasBeenStartedBeforeItsUserJoinedIsToBeReloaded() {
        let before = [RunningWebServer(program: "nginx", user: 33, groups: [33])]
        let found = findings(groups: [33, 500], running: before)
        #expect(found.grades == [.problem])
        #expect(found.has(.problem, "started before that") && found.has(.problem, "sudo systemctl reload nginx"))
        #expect(findings(groups: [33], running: before).has(.problem, "sudo adduser www-data movie-bag\n"))
        let after = [RunningWebServer(program: "nginx", user: 33, groups: [33, 500])]
        #expect(findings(groups: [33, 500], running: after).grades == [.ok])
    }

    @Test func theUsualUsersStandInForServersThatDoNotRun() {
        #expect(findings(groups: [33, 500], running: [], usual: ["www-data"]).grades == [.ok])
        #expect(findings(running: [], usual: ["www-data"]).grades == [.problem])
        #expect(findings(running: []).grades == [.skipped])
    }

    @Test func aSocketThatIsNotThereYetIsJudgedAsItWillBe() {
        #expect(findings(socket: nil, groups: [33, 500]).grades == [.ok])
        #expect(findings(socket: nil).grades == [.problem])
    }
}
