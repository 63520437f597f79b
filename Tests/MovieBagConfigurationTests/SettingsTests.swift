import Cryptography
import FastCGI
import Logging
import Mail
import MovieBag
import TestFiles
import Testing

@testable import MovieBagConfiguration

/// All settings together: defaults, what wins, and what is refused.
@Suite struct SettingsTests: SettingsSuite {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// ASVS 11.4.2
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

    @Test func whoMayReadIsOneOfTwo() async throws {
        #expect(try await settings([:]).readers == .anyone)
        for readers in Readers.allCases {
            #expect(try await settings(["MOVIE_BAG_READERS": readers.rawValue]).readers == readers)
        }
        for text in ["Accounts", "yes", "account", " "] {
            let problems = try await problems(["MOVIE_BAG_READERS": text])
            #expect(problems == ["MOVIE_BAG_READERS: \(text): must be one of anyone, accounts"], "\(text)")
        }
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

    @Test func theEnvironmentWinsOverTheFile() async throws {
        let file = try directory.write(
            "# a comment\n\nMOVIE_BAG_PAGE_SIZE=7\nMOVIE_BAG_IDLE_SECONDS=9\nOTHER=1\n", to: "env")
        let (settings, listening) = try await all(["MOVIE_BAG_PAGE_SIZE": "8"], envFile: file)
        #expect(settings.pageSize == 8)
        #expect(listening?.server.idleLimit == .seconds(9))
        #expect(try await self.settings(["MOVIE_BAG_ENV_FILE": file]).pageSize == 7)
    }

    @Test func anEmptyNameOfTheFileCountsAsNone() async throws {
        #expect(try await settings(["MOVIE_BAG_ENV_FILE": "", "MOVIE_BAG_PAGE_SIZE": "8"]).pageSize == 8)
    }

    @Test(arguments: ["MOVIE_BAG_PAGESIZE=7", "export MOVIE_BAG_PAGE_SIZE=7", "  MOVIE_BAG_X = 1"])
    func anUnknownNameInTheFileIsAProblem(line: String) async throws {
        let file = try directory.write(line, to: "env")
        let problems = try await problems([:], envFile: file)
        #expect(problems.count == 1)
        #expect(problems.first?.contains(file) == true)
    }

    @Test func aFileThatIsNotThereIsAProblem() async throws {
        #expect(try await problems([:], envFile: directory["none"]).count == 1)
    }

    @Test func theHelpNamesEverySetting() {
        for name in SettingName.allCases { #expect(SettingName.help.contains(name.rawValue)) }
        // A longer one would be broken by the terminal, without its indent.
        #expect(SettingName.help.split(separator: "\n").allSatisfy { $0.count < 80 })
    }
}
