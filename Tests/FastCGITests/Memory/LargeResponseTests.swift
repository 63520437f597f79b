import Synchronization
import TestFiles
import Testing

@testable import FastCGI

/// Large responses to peers that do not read, and what waits for their memory. `/counted` takes half a mebibyte,
/// which does not fit what the kernel keeps for a connection.
@BlockingTests
struct LargeResponseTests {
    private static func settings(_ change: (inout ServerSettings) -> Void = { _ in }) -> ServerSettings {
        var settings = TestServer.settings
        settings.responseBytes = (1 << 20) + 1000
        settings.waitLimit = .seconds(60)
        settings.ioLimit = .seconds(60)
        settings.idleLimit = .seconds(60)
        change(&settings)
        return settings
    }

    /// Peers that ask for a large response and read nothing of it, once all have either theirs or a place in the queue.
    private static func ask(_ count: Int, of service: TestServer) throws -> [FastCGIClient] {
        let clients = try (0..<count).map { _ in
            let client = try service.connect()
            try client.send(FastCGIRequest(path: "/counted").bytes)
            return client
        }
        let memory = service.server.memory
        try #require(eventually { memory.figures == (1 << 20, count - 2) })
        return clients
    }

    private static func expectWhole(_ client: FastCGIClient) throws {
        #expect(
            areSame(
                try client.response().output.suffix(TestHandler.countedResponse.count), TestHandler.countedResponse))
    }

    /// Reads each response as it comes: who waits for memory has it in the order in which the service has read their requests, which
    /// need not be that in which they were sent.
    private static func expectWhole(
        _ clients: [FastCGIClient], then check: (FastCGIClient) throws -> Void = { _ in }
    ) throws {
        var rest = clients
        while !rest.isEmpty {
            try #require(eventually { rest.contains { !$0.isQuiet } })
            guard let next = rest.firstIndex(where: { !$0.isQuiet }) else { continue }
            let client = rest.remove(at: next)
            try expectWhole(client)
            try check(client)
        }
    }

    @Test func twoAreMadeAndTheOthersWaitInNoThreadWhileSmallOnesAreServed() throws {
        let service = try TestServer(Self.settings())
        let clients = try Self.ask(20, of: service)
        let other = try service.connect()
        for number in 0..<200 {
            #expect(try other.ask(FastCGIRequest(body: Array("\(number)".utf8))).body == "\(number)")
        }
        // Two write, and two serve; the watchdog may have started others beside them.
        #expect(service.server.workers.count <= 8)
        #expect(service.server.memory.figures == (1 << 20, 18))
        #expect(clients.count { !$0.isQuiet } == 2)

        try Self.expectWhole(clients)
        #expect(eventually { service.server.memory.figures == (0, 0) })
        #expect(try clients[0].ask(FastCGIRequest(body: Array("again".utf8))).body == "again")
    }

    @Test func aRequestThatWaitsInVainIsRefusedInTime() throws {
        let service = try TestServer(Self.settings { $0.waitLimit = .milliseconds(300) })
        let start = ContinuousClock.now
        let clients = try Self.ask(3, of: service)
        #expect(eventually { clients.allSatisfy { !$0.isQuiet } })
        // Less by what the coarse clock may be behind.
        #expect(start.duration(to: .now) > .milliseconds(280))
        #expect(start.duration(to: .now) < .seconds(10))
        let bodies = try clients.map { try $0.response().body.prefix(4) }
        #expect(bodies.count { $0 == "busy" } == 1)
        #expect(eventually { service.server.memory.figures == (0, 0) })
    }

    @Test func aPeerThatDoesNotReadIsCutOffAndOthersGetTheMemory() throws {
        let service = try TestServer(Self.settings { $0.ioLimit = .milliseconds(500) })
        let deaf = try Self.ask(2, of: service)
        let client = try service.connect()
        try client.send(FastCGIRequest(path: "/counted").bytes)
        try Self.expectWhole(client)
        // Before they are read from: one that is not cut off yet would be served.
        #expect(eventually { service.server.memory.figures == (0, 0) })
        for client in deaf { #expect(throws: FastCGIClient.Failure.closed) { try client.response() } }
    }

    @Test func aPeerThatHangsUpGivesItsPlaceUp() throws {
        let service = try TestServer(Self.settings())
        var clients = try Self.ask(10, of: service)
        clients = []
        #expect(eventually { service.server.memory.figures == (0, 0) })
        _ = clients
        let client = try service.connect()
        try client.send(FastCGIRequest(path: "/counted").bytes)
        try Self.expectWhole(client)
    }

    @Test func aFullQueueRefusesAtOnce() throws {
        let service = try TestServer(Self.settings { $0.waitingRequests = 3 })
        let clients = try Self.ask(5, of: service)
        for _ in 0..<5 {
            let client = try service.connect()
            try client.send(FastCGIRequest(path: "/counted").bytes)
            #expect(try client.response(within: .seconds(5)).body == "busy")
        }
        #expect(service.server.memory.figures == (1 << 20, 3))
        try Self.expectWhole(clients)
    }

    @Test func aStopAnswersThoseThatWait() throws {
        let service = try TestServer(Self.settings())
        let clients = try Self.ask(6, of: service)
        service.server.stop()
        #expect(eventually { service.directory.names.isEmpty })
        try Self.expectWhole(clients) { client in
            let isClosed = try client.isClosed()
            #expect(isClosed)
        }
        #expect(service.waitForEnd())
    }

    /// One thread serves: a crowd that waits for memory is not all served before a small request.
    @Test func aSmallRequestDoesNotWaitForTheWholeQueue() throws {
        let service = try TestServer(Self.settings { $0.threads = 1 })
        let clients = try Self.ask(12, of: service)
        let small = try service.connect()
        try small.send(FastCGIRequest(body: Array("small".utf8)).bytes)
        #expect(try small.response(within: .seconds(5)).body == "small")
        #expect(service.server.memory.figures == (1 << 20, 10))
        try Self.expectWhole(clients)
    }
}
