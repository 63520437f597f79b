import FastCGI
import FoundationEssentials
import Glibc
import Testing

@testable import Doctor
@testable import MovieBagConfiguration

@Suite struct ConfigurationCheckTests {
    private func deployment(
        _ settings: [String: String] = [:], listen: String? = "unix:/tmp/x", envFile: String? = nil
    ) async throws -> Deployment {
        let templates = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/templates"
        let standard = ["MOVIE_BAG_TEMPLATES": templates, "MOVIE_BAG_DATABASE": "/tmp/db"]
        var reader = try SettingsReader(environment: standard.merging(settings) { $1 }, envFile: envFile)
        return Deployment(&reader, envFile: envFile ?? "/etc/env", listen: listen)
    }

    private func findings(_ deployment: Deployment, file: FileStatus? = nil) -> [Finding] {
        let machine = Machine.onPaper(files: file.map { ["/etc/env": $0] } ?? [:])
        return ConfigurationCheck(machine: machine, serviceUser: 500, deployment: deployment).findings
    }

    @Test func goodSettingsAreSaidToBeGood() async throws {
        let found = findings(try await deployment())
        #expect(found.grades == [.ok])
        #expect(found.has(.ok, "/etc/env and the environment"))
    }

    @Test(arguments: [
        ("MOVIE_BAG_TEMPLATES", "/nowhere", "chmod -R a+rX templates"),
        ("MOVIE_BAG_DATABASE", "/nowhere/db", "sudo install -d -o movie-bag -m 700 /nowhere"),
        ("MOVIE_BAG_DATABASE", "postgres://ann:hunter2@host/db", "correct it in /etc/env"),
        ("MOVIE_BAG_TYPO", "1", "correct the name"), ("MOVIE_BAG_PAGE_SIZE", "0", "correct it in /etc/env"),
    ])
    func everyProblemComesWithARemedy(name: String, value: String, remedy: String) async throws {
        let found = findings(try await deployment([name: value]))
        #expect(!found.isEmpty && found.allSatisfy { $0.grade == .problem })
        #expect(found.has(.problem, name) && found.has(.problem, remedy))
        #expect(!"\(found)".contains("hunter2"))
    }

    @Test func aBadAddressIsAProblemAndNoneIsNot() async throws {
        #expect(findings(try await deployment(listen: "0.0.0.0:9000")).has(.problem, "give --listen"))
        let none = try await deployment(listen: nil)
        #expect(none.address == .descriptor(0))
        #expect(findings(none).grades == [.ok])
    }

    @Test(
        arguments: [
            (0o600, nil, nil), (0o640, nil, nil), (0o644, .warning, "chmod 640 /etc/env"),
            (0o641, .warning, "chmod 640 /etc/env"), (0o666, .problem, "chmod go-w /etc/env"),
            (0o660, .problem, "chmod go-w /etc/env"),
        ] as [(UInt32, Finding.Grade?, String?)])
    func aFileThatIsOpenToOthersIsNamed(mode: UInt32, grade: Finding.Grade?, remedy: String?) async throws {
        let found = findings(try await deployment(), file: .file(mode))
        #expect(found.grades == [.ok] + (grade.map { [$0] } ?? []))
        if let grade, let remedy { #expect(found.has(grade, remedy)) }
    }

    @Test func theFileWithTheSecretIsForItsReadersOnly() async throws {
        let path = "/tmp/movie-bag-\(getpid())-secret.env"
        let secret = "thirty-two bytes that sign tokens"
        #expect(FileManager.default.createFile(atPath: path, contents: Data("MOVIE_BAG_JWT_SECRET=\(secret)".utf8)))
        defer { try? FileManager.default.removeItem(atPath: path) }  // Litter in /tmp fails no test.
        chmod(path, 0o644)
        let found = findings(try await deployment(envFile: path), file: .file(0o644))
        #expect(found.grades == [.problem])
        #expect(found.has(.problem, "chmod 640 \(path)") && found.has(.problem, "make a new one"))
        #expect(!found.contains { "\($0)".contains(secret) })
    }

    @Test func aBadLineComesWithARemedy() {
        let line = SettingsProblem(nil, kind: .line, "/etc/env, line 3: write X")
        let finding = ConfigurationCheck.unreadable(line, file: "/etc/env")
        #expect([finding].has(.problem, "/etc/env, line 3") && [finding].has(.problem, "correct the line"))
        let file = SettingsProblem(nil, kind: .unreadableFile, "the settings file")
        #expect([ConfigurationCheck.unreadable(file, file: "/etc/env")].has(.problem, "ls -l /etc/env"))
    }

    @Test(
        arguments: [
            (500, 500, nil), (0, 0, "should not be root's"), (0, 500, "sudo -u movie-bag movie-bag doctor"),
        ] as [(UInt32, UInt32, String?)])
    func rootLearnsWhatCannotBeTold(user: UInt32, service: UInt32, words: String?) {
        let found = UserCheck(machine: .onPaper(user: user), serviceUser: service, command: "movie-bag doctor").findings
        #expect(found.grades == [words == nil ? .ok : .warning])
        if let words { #expect(found.has(.warning, words)) }
    }

    @Test func theServicesUserIsWhoseTheDatabaseIs() async throws {
        let deployment = try await deployment()
        let files = ["/tmp/db": FileStatus.file(0o600, owner: 500), "/tmp": .directory(0o1777, owner: 0)]
        #expect(deployment.serviceUser(on: .onPaper(user: 0, files: files)) == 500)
        #expect(deployment.serviceUser(on: .onPaper(user: 0, files: ["/tmp": .directory(0o755, owner: 501)])) == 501)
        #expect(deployment.serviceUser(on: .onPaper(user: 501, files: files)) == 500)
        #expect(deployment.serviceUser(on: .onPaper(user: 501)) == 501)
        // A file of another user in one's own directory is what is wrong then.
        let mixed = ["/tmp/db": FileStatus.file(0o600, owner: 0), "/tmp": .directory(0o700, owner: 501)]
        #expect(deployment.serviceUser(on: .onPaper(user: 501, files: mixed)) == 501)
    }

    @Test(arguments: [(500, "sudo -u movie-bag movie-bag doctor"), (1234, "sudo -u '#1234' movie-bag doctor")])
    func anotherUserIsToldWhoseTheDatabaseIs(owner: UInt32, remedy: String) {
        let found = UserCheck(machine: .onPaper(user: 501), serviceUser: owner, command: "movie-bag doctor").findings
        #expect(found.grades == [.problem])
        #expect(found.has(.problem, "ann runs this, and the database is ") && found.has(.problem, remedy))
    }
}
