import FastCGI
import Synchronization
import Testing
import Threads

/// Handlers that block without saying so, as on a page that the disk is slow to give.
@BlockingTests
struct WatchdogTests {
    /// ASVS 15.4.3
    @Test(arguments: [1, 3])
    func othersAreServedWhileEveryThreadStandsStill(threads: Int) throws {
        let service = try TestServer(Self.settings(threads: threads))
        let stuck = try Self.stuck(service, count: threads)
        for number in 0..<5 {
            let client = try service.connect()
            try client.send(FastCGIRequest(body: Array("\(number)".utf8)).bytes)
            #expect(try client.response(within: .seconds(5)).body == "\(number)")
        }
        #expect(stuck.allSatisfy { $0.isQuiet })
        service.stage.openGate()
        for client in stuck { #expect(try client.response().body == "passed") }
    }

    @Test func afterAStandstillThePoolReturnsToItsSize() throws {
        let service = try TestServer(Self.settings(threads: 2))
        let stuck = try Self.stuck(service, count: 2)
        let client = try service.connect()
        _ = try client.ask(FastCGIRequest())
        #expect(service.server.workers.count > 2)
        service.stage.openGate()
        for client in stuck { #expect(try client.response().body == "passed") }
        // A thread notices that it is one too many when it has served.
        #expect(
            try eventually {
                _ = try client.ask(FastCGIRequest())
                return service.server.workers.count == 2
            })
        // And no further than that: both are still able to serve.
        let again = try Self.stuck(service, count: 4)
        #expect(again.count == 4)
    }

    @Test func aStandstillStartsNoMoreThreadsThanTheBound() throws {
        let service = try TestServer(Self.settings(threads: 1, maximumThreads: 3))
        let stuck = try Self.stuck(service, count: 3)
        let late = try service.connect()
        try late.send(FastCGIRequest(body: Array("late".utf8)).bytes)
        #expect(service.server.workers.count == 3)
        #expect(late.isQuiet)
        service.stage.openGate()
        #expect(try late.response().body == "late")
        for client in stuck { #expect(try client.response().body == "passed") }
    }

    /// Brings so many handlers to stand at the gate in silence.
    private static func stuck(_ service: TestServer, count: Int) throws -> [FastCGIClient] {
        let before = service.stage.gate.withLock { gate in
            gate.isOpen = false
            return gate.waiting
        }
        let clients = try (0..<count).map { _ in try service.connect() }
        for client in clients { try client.send(FastCGIRequest(path: "/gate").bytes) }
        try #require(service.stage.waitForWaiting(before + count))
        return clients
    }

    private static func settings(threads: Int, maximumThreads: Int = 16) -> ServerSettings {
        var settings = TestServer.settings
        settings.threads = threads
        settings.maximumThreads = maximumThreads
        settings.spareLimit = .milliseconds(50)
        return settings
    }
}
