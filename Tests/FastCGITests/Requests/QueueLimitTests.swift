import FastCGI
import Synchronization
import TestFiles
import Testing
import Threads

@BlockingTests
struct QueueLimitTests {
    @Test func aRequestThatFindsTheQueueFullIsRefusedAtOnce() throws {
        let service = try TestServer(TestServer.narrow { $0.waitingRequests = 3 })
        let first = try service.blockTheOneThatMay()
        let waiting = try ["a", "b", "c"].map { try service.enqueue($0) }
        for _ in 0..<5 { #expect(try Self.ask(service, "one too many") == "busyone too many") }
        #expect(waiting.allSatisfy { $0.isQuiet })

        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(try waiting.map { try $0.response().body } == ["passeda", "passedb", "passedc"])
        #expect(try Self.ask(service, "later") == "passedlater")
    }

    @Test func theBodiesOfThoseWhoWaitAreBoundedTogether() throws {
        let service = try TestServer(TestServer.narrow { $0.waitingBodyBytes = 10 })
        let first = try service.blockTheOneThatMay()
        let six = try service.enqueue("6bytes")
        #expect(try Self.ask(service, "5byte") == "busy5byte")
        let four = try service.enqueue("four")
        #expect(try Self.ask(service, "x") == "busyx")
        let none = try service.enqueue("")
        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(try [six, four, none].map { try $0.response().body } == ["passed6bytes", "passedfour", "passed"])
    }

    @Test func thoseWhoHaveLeftTheLineMakeRoomAgain() throws {
        let service = try TestServer(
            TestServer.narrow {
                $0.waitingRequests = 1
                $0.waitingBodyBytes = 10
            })
        for round in 1...3 {
            let first = try service.connect()
            try first.send(FastCGIRequest(path: "/postponing").bytes)
            #expect(service.stage.waitForWaiting(2 * round - 1))
            let waiting = try service.enqueue("ten bytes.")
            #expect(try Self.ask(service, "") == "busy")
            service.stage.openGate()
            #expect(try first.response().body == "passed")
            #expect(try waiting.response().body == "passedten bytes.")
            service.stage.gate.withLock { $0.isOpen = false }
        }
    }

    @Test func anOverdueRequestIsAnsweredThoughNoThreadIsFree() throws {
        let service = try TestServer(TestServer.narrow { $0.waitLimit = .milliseconds(300) })
        let first = try service.blockTheOneThatMay()
        let start = ContinuousClock.now
        let waiting = try (0..<5).map { number in try service.enqueue("\(number)") }
        #expect(try waiting.map { try $0.response().body } == ["busy0", "busy1", "busy2", "busy3", "busy4"])
        // Less by what the coarse clock may be behind.
        #expect(start.duration(to: .now) > .milliseconds(280))
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(first.isQuiet)
        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
    }

    @Test func aStopAnswersThoseWhoWait() throws {
        let service = try TestServer(TestServer.narrow())
        let first = try service.blockTheOneThatMay()
        let waiting = try (0..<5).map { number in try service.enqueue("\(number)") }
        service.server.stop()
        #expect(eventually { service.directory.names.isEmpty })
        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        let expected = ["passed0", "passed1", "passed2", "passed3", "passed4"]
        #expect(try waiting.map { try $0.response().body } == expected)
        for client in waiting { #expect(try client.isClosed()) }
        #expect(service.waitForEnd())
    }

    @Test func aStopAnswersThoseWhoWaitThoughNoThreadBecomesFree() throws {
        let service = try TestServer(
            TestServer.narrow {
                $0.waitLimit = .milliseconds(500)
                $0.stopLimit = .seconds(15)
            })
        let first = try service.blockTheOneThatMay()
        let waiting = try service.enqueue("waiting")
        service.server.stop()
        #expect(try waiting.response().body == "busywaiting")
        #expect(try waiting.isClosed())
        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(service.waitForEnd())
    }

    /// Asks with timeRemaining, on a new connection; five seconds are far below the time that anybody waits here.
    private static func ask(_ service: TestServer, _ body: String) throws -> String {
        let client = try service.connect()
        try client.send(FastCGIRequest(path: "/postponing", body: Array(body.utf8)).bytes)
        return try client.response(within: .seconds(5)).body
    }
}
