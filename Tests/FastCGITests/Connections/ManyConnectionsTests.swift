import FastCGI
import Glibc
import Testing

@BlockingTests
struct ManyConnectionsTests {
    @Test(.enabled(if: hardDescriptorLimit >= 8192, "needs 3,600 descriptors for both ends"))
    func twelveHundredIdleConnectionsHoldNobodyUp() throws {
        var settings = TestServer.settings
        settings.threads = 4
        // None is started for a worker that a busy machine makes slow: these four have to do.
        settings.maximumThreads = 4
        settings.idleLimit = .seconds(60)
        let service = try TestServer(settings)
        let idle = try (0..<1_200).map { _ in try service.connect() }
        // Every second one has been used, as kept connections have.
        for client in idle[..<600] {
            #expect(try client.ask(FastCGIRequest(keepsConnection: true)).protocolStatus == 0)
        }

        let start = ContinuousClock.now
        #expect(try service.connect().ask(FastCGIRequest(body: Array("new".utf8))).body == "new")
        #expect(start.duration(to: .now) < .seconds(1))
        for client in [idle[0], idle[599], idle[600], idle[1_199]] {
            #expect(try client.ask(FastCGIRequest(body: Array("woken".utf8))).body == "woken")
        }
        #expect(service.server.workers.count == 4)
    }

    /// ASVS 13.1.2
    @Test(arguments: [40, 41] as [UInt])
    func whenDescriptorsRunOutTheLongestIdleConnectionMakesRoom(spare: UInt) async {
        // In a process of its own, as the limit is the process's.
        await #expect(processExitsWith: .success) { [spare] in
            var settings = TestServer.settings
            // Else the idle limit would make room, if late.
            settings.idleLimit = .seconds(60)
            let service = try TestServer(settings)
            #expect(try service.connect().ask(FastCGIRequest()).protocolStatus == 0)
            let clients = (0..<30).map { _ in FastCGIClient(unconnectedTo: service.address) }
            // Each connection takes two in the service, so at most 21 of the 30 find room, with what the first client
            // leaves; of an odd number one is left over, enough to accept and too few to serve.
            let highest = try #require(clients.map(\.descriptor).max())
            var limit = rlimit(rlim_cur: UInt(highest) + 1 + spare, rlim_max: UInt(highest) + 1 + spare)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            for client in clients {
                try client.connect()
                #expect(try client.ask(FastCGIRequest(body: Array("room".utf8))).body == "room")
            }
            #expect(eventually { clients.count(where: \.isQuiet) <= 21 })
            #expect(clients[29].isQuiet)
        }
    }

    private nonisolated static var hardDescriptorLimit: UInt {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return UInt(limit.rlim_max)
    }
}
