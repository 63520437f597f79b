import Glibc
import Memory
import Synchronization
import Testing
import Threads

@testable import FastCGI

@BlockingTests
struct RequestQueueTests {
    @Test func whoWaitsIsAnsweredInTheOrderOfArrivalWithHisBody() throws {
        let service = try TestServer(TestServer.narrow())
        let first = try service.blockTheOneThatMay()
        let waiting = try (0..<12).map { number in try service.line(up: "body \(number)") }
        #expect(waiting.allSatisfy { $0.isQuiet })
        #expect(service.server.workers.count == 2)

        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "passedbody \(number)") }
        let passed = service.stage.gate.withLock { $0.passed }
        var missing = ["first"] + (0..<12).map { "body \($0)" }
        for body in passed {
            // There are two threads, so one may be overtaken between the line and the gate.
            let place = try #require(missing.firstIndex(of: body))
            #expect(place <= 1, "\(passed)")
            missing.remove(at: place)
        }
        #expect(missing == [])
    }

    @Test func aConnectionIsUsedAgainAfterItsRequestHasWaited() throws {
        let service = try TestServer(TestServer.narrow())
        let first = try service.blockTheOneThatMay()
        let waiting = try service.line(up: "waited")
        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(try waiting.response().body == "passedwaited")
        for body in ["once", "twice"] {
            #expect(try waiting.ask(FastCGIRequest(body: Array(body.utf8))).body == body)
            #expect(
                try waiting.ask(FastCGIRequest(path: "/patient", body: Array(body.utf8))).body == "passed\(body)")
        }
    }

    @Test func aBodyThatWasTooLargeWaitsLikeAnyOther() throws {
        let service = try TestServer(TestServer.narrow { $0.maximumBodyBytes = 10 })
        let first = try service.blockTheOneThatMay()
        let waiting = try service.line(up: "more than ten")
        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(try waiting.response().body == "passedtoo large")
    }

    @Test func hundredsOfClientsPassWithAHandfulOfThreads() throws {
        let service = try TestServer(
            TestServer.narrow {
                $0.threads = 2
                $0.maximumThreads = 5
            })
        let clients = try (0..<400).map { _ in try service.connect() }
        for (number, client) in clients.enumerated() {
            try client.send(FastCGIRequest(path: "/patient", body: Array("\(number)".utf8)).bytes)
        }
        // Three may stand at the gate; the others have been put off.
        #expect(eventually { service.stage.calls.load(ordering: .relaxed) >= 400 })
        #expect((1...3).contains(service.stage.gate.withLock { $0.waiting }))

        service.stage.openGate()
        for (number, client) in clients.enumerated() { #expect(try client.response().body == "passed\(number)") }
        #expect(service.stage.gate.withLock { $0.passed.count } == 400)
        #expect(service.server.workers.count <= 5)
    }

    @Test func aPeerThatHangsUpWhileItWaitsDoesNoHarm() throws {
        let service = try TestServer(TestServer.narrow())
        let first = try service.blockTheOneThatMay()
        let before = try service.line(up: "before")
        var leaving: FastCGIClient? = try service.line(up: "leaving")
        let after = try service.line(up: "after")
        #expect(leaving?.isQuiet == true)
        leaving = nil

        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(try before.response().body == "passedbefore")
        #expect(try after.response().body == "passedafter")
        #expect(try after.ask(FastCGIRequest(body: Array("goes on".utf8))).body == "goes on")
        // A connection that nobody has freed would be waited for until the stop limit.
        let start = ContinuousClock.now
        service.server.stop()
        #expect(service.waitForEnd())
        #expect(start.duration(to: .now) < .seconds(8))
    }

    @Test func whatWasWaitedInLineIsTakenFromThePatience() throws {
        let line = RequestQueue(maximumCount: 2, maximumBytes: 100, limit: .seconds(60))
        let ends = try SocketPair(SOCK_STREAM)
        let connection = try Connection(owning: dup(ends.writing), ioLimit: .seconds(1))
        func timeRemaining(_ seconds: UInt64, hasWaited: Bool) -> Duration? {
            line.timeRemaining(
                of: PendingRequest(
                    connection: connection, body: .complete([]), arrival: MonotonicTime.now - seconds * 1000,
                    hasWaited: hasWaited))
        }
        let left = try #require(timeRemaining(20, hasWaited: true))
        #expect(left > .seconds(20) && left <= .seconds(40))
        #expect(timeRemaining(61, hasWaited: true) == .zero)
        #expect(timeRemaining(20, hasWaited: false) == nil)
    }

    @Test func whoIsPutOffAgainGoesBackToTheFront() throws {
        let line = RequestQueue(maximumCount: 2, maximumBytes: 100, limit: .seconds(60))
        // No thread runs in it, so one more may always block.
        let workers = WorkerPool(threads: 1, maximumThreads: 1, spareLimit: .zero)
        for body in [[1], [2]] as [[UInt8]] {
            let ends = try SocketPair(SOCK_STREAM)
            let connection = try Connection(owning: dup(ends.writing), ioLimit: .seconds(1))
            #expect(
                line.add(
                    PendingRequest(connection: connection, body: .complete(body), arrival: MonotonicTime.now)))
        }
        let first = try #require(line.next(workers))
        #expect(first.body == .complete([1]))
        #expect(line.add(first))
        #expect(line.next(workers)?.body == .complete([1]))
        #expect(line.next(workers)?.body == .complete([2]))
        #expect(line.next(workers) == nil)
    }
}
