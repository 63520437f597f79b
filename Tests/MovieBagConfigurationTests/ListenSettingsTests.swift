import FastCGI
import Glibc
import TestFiles
import Testing

@testable import MovieBagConfiguration

/// Where the service listens, with which rights of the socket and how many threads.
@Suite struct ListenSettingsTests: SettingsSuite {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Those that the server has by itself and those of the settings are the same.
    @Test func theDefaultsOfTheServerStandOnce() async throws {
        let listening = try #require(try await all([:]).listening)
        let server = ServerSettings()
        #expect(listening.server.ioLimit == server.ioLimit && listening.server.idleLimit == server.idleLimit)
        #expect(listening.server.maximumBodyBytes == server.maximumBodyBytes)
        #expect(listening.access.mode == SocketAccess().mode)
        #expect(SettingName.socketMode.setting.standard == "0660")
    }

    /// One for each processor, at least two; fewer where fewer are asked for, and never more.
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

    @Test(arguments: ["10.0.0.1:9000", "9000", "unix:", "localhost:9000", "fd:x"])
    func anAddressThatIsNoneIsRefused(address: String) async throws {
        #expect(try await problems([:], listen: address).count == 1)
        #expect(try await problems(["MOVIE_BAG_LISTEN": address], listen: nil).count == 1)
    }
}
