import Cryptography
import FastCGI
import FoundationEssentials
import Glibc
import Logging
import Mail
import MovieBag
import Testing

@testable import MovieBagConfiguration
import TestFiles

/// Reads settings in a directory of their own.
@Suite struct SettingsTests {
    /// The templates of the repository.
    private static let templates =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/templates"

    private let temporary: TemporaryDirectory
    private var directory: String { temporary.path }

    init() throws {
        temporary = try TemporaryDirectory()
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = "\(directory)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        chmod(path, 0o600)
        return path
    }

    private func settings(
        _ environment: [String: String], envFile: String? = nil, listen: String? = "unix:/tmp/x.sock",
        threads: Int? = nil
    ) async throws -> Settings {
        try await all(environment, envFile: envFile, listen: listen, threads: threads).settings
    }

    private func all(
        _ environment: [String: String], envFile: String? = nil, listen: String? = "unix:/tmp/x.sock",
        threads: Int? = nil
    ) async throws -> (settings: Settings, listening: ListenSettings?) {
        var environment = environment
        if environment["MOVIE_BAG_TEMPLATES"] == nil { environment["MOVIE_BAG_TEMPLATES"] = Self.templates }
        if environment["MOVIE_BAG_DATABASE"] == nil { environment["MOVIE_BAG_DATABASE"] = "\(directory)/test.db" }
        var reader = try SettingsReader(environment: environment, envFile: envFile)
        let listening = ListenSettings(&reader, listen: listen, threads: threads, replacesLive: false)
        return (try Settings(&reader), listening)
    }

    private func problems(
        _ environment: [String: String], envFile: String? = nil, listen: String? = "unix:/tmp/x.sock"
    ) async throws -> [String] {
        do {
            _ = try await settings(environment, envFile: envFile, listen: listen)
            return []
        } catch let error as SettingsError {
            return error.problems
        }
    }

    @Test func withoutSettingsTheDefaultsHold() async throws {
        let (settings, listening) = try await all([:])
        #expect(settings.site.description == "http://localhost:8080")
        #expect(settings.sender.text == "support@localhost")
        #expect(settings.sendmail == "/usr/sbin/sendmail")
        #expect(listening?.server.ioLimit == .seconds(5))
        #expect(listening?.server.idleLimit == .seconds(60))
        #expect(listening?.server.maximumBodyBytes == 1_048_576)
        #expect(settings.pageSize == 1000)
        #expect((settings.lifetimes.access, settings.lifetimes.reset) == (604_800, 86_400))
        #expect((settings.scrypt.logN, settings.scrypt.r, settings.scrypt.p) == (15, 8, 3))
        #expect(settings.logLevel == .info)
    }

    /// Those that the server has by itself and those of the settings are the same.
    @Test func theDefaultsOfTheServerStandOnce() async throws {
        let listening = try #require(try await all([:]).listening)
        let server = ServerSettings()
        #expect(listening.server.ioLimit == server.ioLimit && listening.server.idleLimit == server.idleLimit)
        #expect(listening.server.maximumBodyBytes == server.maximumBodyBytes)
        #expect(listening.access.mode == SocketAccess().mode)
        #expect(SettingName.socketMode.setting.standard == "0660")
    }

    /// One for each processor, at least two; whoever asks for fewer gets fewer, and nobody gets more.
    @Test(arguments: [(nil, 2...64), (1, 1...1), (2, 2...2), (64, 2...64)] as [(Int?, ClosedRange<Int>)])
    func aThreadServesForEachProcessor(asked: Int?, allowed: ClosedRange<Int>) async throws {
        let server = try #require(try await all([:], threads: asked).listening).server
        let processors = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        #expect(allowed.contains(server.threads))
        #expect(server.threads <= max(2, processors))
        if asked == nil { #expect(server.threads >= min(processors, 64)) }
        #expect(server.maximumThreads >= 64)
    }

    @Test(
        arguments: [
            ([:], 0o660, nil), (["MOVIE_BAG_SOCKET_MODE": "600"], 0o600, nil),
            (["MOVIE_BAG_SOCKET_MODE": "0666", "MOVIE_BAG_SOCKET_GROUP": "root"], 0o666, 0),
            (["MOVIE_BAG_SOCKET_GROUP": "12345"], 0o660, 12_345),
        ] as [([String: String], UInt32, UInt32?)])
    func theRightsOfTheSocketAreAsGiven(_ settings: [String: String], mode: UInt32, group: UInt32?) async throws {
        let access = try #require(try await all(settings).listening).access
        #expect(access.mode == mode)
        #expect(access.group == group)
    }

    @Test(arguments: [
        ("MODE", "0777"), ("MODE", "0460"), ("MODE", "rw"), ("MODE", "66"), ("MODE", "00660"), ("MODE", "0668"),
        ("GROUP", "no-such-group"), ("GROUP", "-1"),
    ])
    func rightsOfTheSocketThatCannotBeAreRefused(_ name: String, _ value: String) async throws {
        let problems = try await problems(["MOVIE_BAG_SOCKET_\(name)": value])
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("MOVIE_BAG_SOCKET_\(name): ") == true)
    }

    @Test func theSenderFollowsThePublicURL() async throws {
        let settings = try await settings(["MOVIE_BAG_PUBLIC_URL": "https://movies.example.org/bag/"])
        #expect(settings.sender.text == "support@movies.example.org")
        #expect(settings.site.path == "/bag")
    }

    @Test func everyProblemIsListedAtOnce() async throws {
        let problems = try await problems(
            [
                "MOVIE_BAG_PUBLIC_URL": "localhost", "MOVIE_BAG_MAIL_FROM": "nobody", "MOVIE_BAG_IO_SECONDS": "soon",
                "MOVIE_BAG_PAGE_SIZE": "0", "MOVIE_BAG_LOG_LEVEL": "loud", "MOVIE_BAG_TYPO": "1",
                "MOVIE_BAG_JWT_SECRET": "short", "MOVIE_BAG_TEMPLATES": "/nowhere",
                "MOVIE_BAG_DATABASE": "/nowhere/test.db",
            ], listen: nil)
        // Eight settings, the address, and the templates of both kinds.
        #expect(problems.count == 11, "\(problems)")
        for name in [
            "PUBLIC_URL", "MAIL_FROM", "IO_SECONDS", "PAGE_SIZE", "LOG_LEVEL", "TYPO", "JWT_SECRET", "TEMPLATES",
            "DATABASE",
        ] {
            #expect(problems.contains { $0.contains("MOVIE_BAG_\(name)") }, "\(name)")
        }
        #expect(problems.contains { $0.contains("nowhere to listen") })
        #expect(!problems.contains { $0.contains("short") })
    }

    @Test func whetherTheServiceDeliversIsSaidByYesOrNo() async throws {
        #expect(try await settings([:]).delivers)
        #expect(try await settings(["MOVIE_BAG_DELIVER": "yes"]).delivers)
        #expect(try await !settings(["MOVIE_BAG_DELIVER": "no"]).delivers)
        #expect(try await problems(["MOVIE_BAG_DELIVER": "NO"]) == ["MOVIE_BAG_DELIVER: must be yes or no"])
    }

    @Test func sessionsHaveLivesAndANumber() async throws {
        let opened = UnixTime(seconds: 1_800_000_000)
        let standard = try await settings([:])
        #expect(standard.limits.sessionsPerAccount == 50)
        #expect(standard.sessions.pageExpiry(opened: opened, used: opened) == opened + .seconds(30 * 86_400))
        let late = opened + .seconds(170 * 86_400)
        #expect(standard.sessions.pageExpiry(opened: opened, used: late) == opened + .seconds(180 * 86_400))
        let given = try await settings([
            "MOVIE_BAG_SESSIONS_PER_ACCOUNT": "7", "MOVIE_BAG_PAGE_SESSION_IDLE_SECONDS": "60",
            "MOVIE_BAG_PAGE_SESSION_SECONDS": "90",
        ])
        #expect(given.limits.sessionsPerAccount == 7)
        #expect(given.sessions.pageExpiry(opened: opened, used: opened) == opened + .seconds(60))
        let used = opened + .seconds(40)
        #expect(given.sessions.pageExpiry(opened: opened, used: used) == opened + .seconds(90))
        for name in ["SESSIONS_PER_ACCOUNT", "PAGE_SESSION_IDLE_SECONDS", "PAGE_SESSION_SECONDS"] {
            #expect(try await problems(["MOVIE_BAG_\(name)": "0"]).count == 1)
        }
    }

    @Test(arguments: ["10.0.0.1:9000", "9000", "unix:", "localhost:9000", "fd:x"])
    func anAddressThatIsNoneIsRefused(address: String) async throws {
        #expect(try await problems([:], listen: address).count == 1)
        #expect(try await problems(["MOVIE_BAG_LISTEN": address], listen: nil).count == 1)
    }

    @Test func theEnvironmentWinsOverTheFile() async throws {
        let file = try file("env", "# a comment\n\nMOVIE_BAG_PAGE_SIZE=7\nMOVIE_BAG_IDLE_SECONDS=9\nOTHER=1\n")
        let (settings, listening) = try await all(["MOVIE_BAG_PAGE_SIZE": "8"], envFile: file)
        #expect(settings.pageSize == 8)
        #expect(listening?.server.idleLimit == .seconds(9))
        #expect(try await self.settings(["MOVIE_BAG_ENV_FILE": file]).pageSize == 7)
    }

    @Test(arguments: ["MOVIE_BAG_PAGESIZE=7", "export MOVIE_BAG_PAGE_SIZE=7", "  MOVIE_BAG_X = 1"])
    func anUnknownNameInTheFileIsAProblem(line: String) async throws {
        let file = try file("env", line)
        let problems = try await problems([:], envFile: file)
        #expect(problems.count == 1)
        #expect(problems.first?.contains(file) == true)
    }

    @Test func aFileThatIsNotThereIsAProblem() async throws {
        #expect(try await problems([:], envFile: directory + "/none").count == 1)
    }

    @Test func theSecretIsMadeOnceAndKept() async throws {
        let first = try await settings([:]).secret.ring.oldest.bytes.withUnsafeBytes { Array($0) }
        let second = try await settings([:]).secret.ring.oldest.bytes.withUnsafeBytes { Array($0) }
        #expect(first == second)
        #expect(first.count == 43)
        var status = stat()
        #expect(stat("\(directory)/test.db.secret", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["test.db.secret"])
    }

    @Test func twoSecretsAreOneTooMany() async throws {
        let secret = String(repeating: "x", count: 32)
        let file = try file("secret", secret)
        let problems = try await problems(["MOVIE_BAG_JWT_SECRET": secret, "MOVIE_BAG_JWT_SECRET_FILE": file])
        #expect(problems.count == 1)
    }

    @Test(arguments: [(31, false), (32, true)])
    func theSecretHasAtLeast32Bytes(count: Int, isAccepted: Bool) async throws {
        let secret = String(repeating: "x", count: count)
        #expect(try await problems(["MOVIE_BAG_JWT_SECRET": secret]).isEmpty == isAccepted)
        let file = try file("secret", secret + "\n")
        #expect(try await problems(["MOVIE_BAG_JWT_SECRET_FILE": file]).isEmpty == isAccepted)
    }

    @Test func oneNewlineAtTheEndOfTheFileIsNoPartOfTheSecret() async throws {
        let file = try file("secret", String(repeating: "x", count: 32) + "\n\n")
        let secret = try await settings(["MOVIE_BAG_JWT_SECRET_FILE": file]).secret
        #expect(secret.ring.oldest.bytes.count == 33)
    }

    /// Its group may read it, as in Debian's package, and nobody else may do anything.
    @Test(arguments: [
        (0o600, true), (0o400, true), (0o640, true), (0o440, true), (0o644, false), (0o604, false), (0o660, false),
        (0o620, false), (0o650, false), (0o602, false), (0o601, false), (0o666, false),
    ])
    func aSecretThatIsOpenToOthersIsRefused(mode: mode_t, isAccepted: Bool) async throws {
        let secret = String(repeating: "x", count: 32)
        let path = try file("secret", secret)
        chmod(path, mode)
        let ofFile = try await problems(["MOVIE_BAG_JWT_SECRET_FILE": path])
        #expect(ofFile.count == (isAccepted ? 0 : 1), "\(ofFile)")
        let settingsFile = try file("env", "MOVIE_BAG_JWT_SECRET=\(secret)\n")
        chmod(settingsFile, mode)
        let ofSettings = try await problems([:], envFile: settingsFile)
        #expect(ofSettings.count == (isAccepted ? 0 : 1), "\(ofSettings)")
        for (problem, name) in [(ofFile.first, path), (ofSettings.first, settingsFile)] {
            guard let problem else { continue }
            #expect(problem.contains(name) && problem.contains("chmod 6") && !problem.contains(secret))
            #expect(problem.contains("mode 0\(String(mode, radix: 8))"))
        }
    }

    @Test func aFileWithoutTheSecretMayBeReadByAll() async throws {
        let path = try file("env", "MOVIE_BAG_PAGE_SIZE=7\nMOVIE_BAG_JWT_SECRET=\n")
        chmod(path, 0o644)
        #expect(try await settings([:], envFile: path).pageSize == 7)
    }

    @Test func aSecretInTheEnvironmentIsWarnedOf() async throws {
        let secret = String(repeating: "x", count: 32)
        let inEnvironment = try await settings(["MOVIE_BAG_JWT_SECRET": secret]).secret
        #expect(inEnvironment.warning?.contains("MOVIE_BAG_JWT_SECRET_FILE") == true)
        #expect(try await settings(["MOVIE_BAG_JWT_SECRET_FILE": try file("key", secret)]).secret.warning == nil)
        let settingsFile = try file("env", "MOVIE_BAG_JWT_SECRET = \(secret) \n")
        let inFile = try await settings([:], envFile: settingsFile).secret
        #expect(inFile.warning == nil)
        #expect(inFile.ring.oldest.bytes.withUnsafeBytes { Array($0) } == Array(secret.utf8))
        #expect(try await settings([:]).secret.warning == nil)
    }

    @Test func aFailedStartMakesNoSecret() async throws {
        _ = try await problems(["MOVIE_BAG_PAGE_SIZE": "0"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
    }

    @Test func theHelpNamesEverySetting() {
        for name in SettingName.allCases { #expect(SettingName.help.contains(name.rawValue)) }
    }
}
