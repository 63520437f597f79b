import FastCGI
import Synchronization
import Testing
import Threads

@BlockingTests
struct WorkerPoolTests {
    @Test func aWorkerThatBlocksIsReplaced() throws {
        let service = try TestServer(Self.settings(threads: 1, maximumThreads: 4))
        let blocked = try Self.block(service, count: 3)
        #expect(try service.connect().ask(FastCGIRequest(body: Array("served".utf8))).body == "served")
        #expect(service.server.workers.count == 4)
        service.stage.openGate()
        for client in blocked { #expect(try client.response().body == "passed") }
    }

    @Test func beyondTheBoundAWorkerIsToldAtOnceAndOthersStayServed() throws {
        let service = try TestServer(Self.settings(threads: 2, maximumThreads: 5))
        let blocked = try Self.block(service, count: 3)
        for _ in 0..<10 {
            #expect(try service.connect().ask(FastCGIRequest(path: "/blocking")).body == "busy")
            #expect(try service.connect().ask(FastCGIRequest(body: Array("served".utf8))).body == "served")
        }
        #expect(service.server.workers.count == 5)
        service.stage.openGate()
        for client in blocked { #expect(try client.response().body == "passed") }
        #expect(try service.connect().ask(FastCGIRequest(path: "/blocking")).body == "passed")
    }

    @Test func threadsThatAreNotNeededEndAfterAWhileWithTheirHandlers() throws {
        let service = try TestServer(Self.settings(threads: 2, maximumThreads: 10, spareLimit: .milliseconds(50)))
        let blocked = try Self.block(service, count: 8)
        #expect(service.server.workers.count == 10)
        service.stage.openGate()
        for client in blocked { #expect(try client.response().body == "passed") }
        let client = try service.connect()
        // A thread notices that it is one too many when it has served.
        #expect(
            try eventually {
                _ = try client.ask(FastCGIRequest())
                return service.server.workers.count == 2 && service.stage.alive.load(ordering: .relaxed) <= 2
            })
    }

    @Test func spareThreadsAreUsedAgain() throws {
        let service = try TestServer(Self.settings(threads: 1, maximumThreads: 4, spareLimit: .seconds(60)))
        service.stage.openGate()
        let client = try service.connect()
        for _ in 0..<200 { #expect(try client.ask(FastCGIRequest(path: "/blocking")).body == "passed") }
        #expect(service.server.workers.count <= 4)
        #expect(service.stage.made.load(ordering: .relaxed) <= 4)
    }

    @Test func eachThreadHasOneHandlerForAllItsRequests() throws {
        let service = try TestServer(Self.settings(threads: 3, maximumThreads: 3))
        let clients = try (0..<20).map { _ in try service.connect() }
        for _ in 0..<20 {
            for client in clients { try client.send(FastCGIRequest().bytes) }
            for client in clients { _ = try client.response() }
        }
        #expect(service.stage.made.load(ordering: .relaxed) <= 3)
        #expect(service.stage.calls.load(ordering: .relaxed) == 400)
    }

    /// Brings so many requests to block in their handlers.
    private static func block(_ service: TestServer, count: Int) throws -> [FastCGIClient] {
        let clients = try (0..<count).map { _ in try service.connect() }
        for client in clients { try client.send(FastCGIRequest(path: "/blocking").bytes) }
        try #require(service.stage.waitForWaiting(count))
        return clients
    }

    private static func settings(
        threads: Int, maximumThreads: Int, spareLimit: Duration = .seconds(10)
    ) -> ServerSettings {
        var settings = TestServer.settings
        settings.threads = threads
        settings.maximumThreads = maximumThreads
        settings.spareLimit = spareLimit
        return settings
    }
}
