import FastCGI
import Glibc
import Testing

@BlockingTests
struct ManyConnectionsTests {
    @Test(.enabled(if: hardDescriptorLimit >= 8192, "needs 3,600 descriptors for both ends"))
    func twelveHundredIdleConnectionsHoldNobodyUp() throws {
        var settings = TestServer.settings
        settings.threads = 4
        settings.idleLimit = .seconds(60)
        let service = try TestServer(settings)
        let idle = try (0..<1_200).map { _ in try service.connect() }
        // Every second one has been used, as kept connections have.
        for client in idle[..<600] { #expect(try client.ask(FastCGIRequest(keepsConnection: true)).protocolStatus == 0) }

        let start = ContinuousClock.now
        #expect(try service.connect().ask(FastCGIRequest(body: Array("new".utf8))).body == "new")
        #expect(start.duration(to: .now) < .seconds(1))
        for client in [idle[0], idle[599], idle[600], idle[1_199]] {
            #expect(try client.ask(FastCGIRequest(body: Array("woken".utf8))).body == "woken")
        }
        #expect(service.server.workers.count == 4)
    }

    @Test func whenDescriptorsRunOutTheLongestIdleConnectionMakesRoom() async {
        // In a process of its own, as the limit is the process's.
        await #expect(processExitsWith: .success) {
            let service = try TestServer()
            #expect(try service.connect().ask(FastCGIRequest()).protocolStatus == 0)
            var limit = rlimit(rlim_cur: 120, rlim_max: 120)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            // Three descriptors each: 60 of them cannot all stay.
            var clients: [FastCGIClient] = []
            for round in 0..<200 {
                if clients.count >= 30 { clients.removeFirst() }
                let client = try service.connect()
                clients.append(client)
                let answer = try? client.ask(FastCGIRequest(body: Array("\(round)".utf8)))
                #expect(answer?.body == "\(round)" || round < 0)
            }
        }
    }

    private nonisolated static var hardDescriptorLimit: UInt {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return UInt(limit.rlim_max)
    }
}
