import Glibc
import Memory
import Synchronization
import Testing
import Threads

@testable import FastCGI

@BlockingTests
struct RequestQueueTests {
    @Test func queuedRequestsAreAnsweredInTheOrderOfArrivalWithTheirBodies() throws {
        let service = try TestServer(TestServer.narrow())
        let first = try service.blockTheOneThatMay()
        let waiting = try (0..<12).map { number in try service.enqueue("body \(number)") }
        #expect(waiting.allSatisfy { $0.isQuiet })
        #expect(service.server.workers.count == 2)

        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "passedbody \(number)") }
        let passed = service.stage.gate.withLock { $0.passed }
        var missing = ["first"] + (0..<12).map { "body \($0)" }
        for body in passed {
            // There are two threads, so one may be overtaken between the queue and the gate.
            let place = try #require(missing.firstIndex(of: body))
            #expect(place <= 1, "\(passed)")
            missing.remove(at: place)
        }
        #expect(missing == [])
    }

    @Test func aConnectionIsUsedAgainAfterItsRequestWasQueued() throws {
        let service = try TestServer(TestServer.narrow())
        let first = try service.blockTheOneThatMay()
        let waiting = try service.enqueue("waited")
        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(try waiting.response().body == "passedwaited")
        for body in ["once", "twice"] {
            #expect(try waiting.ask(FastCGIRequest(body: Array(body.utf8))).body == body)
            #expect(
                try waiting.ask(FastCGIRequest(path: "/postponing", body: Array(body.utf8))).body == "passed\(body)")
        }
    }

    @Test func aBodyThatWasTooLargeIsQueuedLikeAnyOther() throws {
        let service = try TestServer(TestServer.narrow { $0.maximumBodyBytes = 10 })
        let first = try service.blockTheOneThatMay()
        let waiting = try service.enqueue("more than ten")
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
            try client.send(FastCGIRequest(path: "/postponing", body: Array("\(number)".utf8)).bytes)
        }
        // Three may stand at the gate; the others have been put off.
        #expect(eventually { service.stage.calls.load(ordering: .relaxed) >= 400 })
        #expect((1...3).contains(service.stage.gate.withLock { $0.waiting }))

        service.stage.openGate()
        for (number, client) in clients.enumerated() { #expect(try client.response().body == "passed\(number)") }
        #expect(service.stage.gate.withLock { $0.passed.count } == 400)
        #expect(service.server.workers.count <= 5)
    }

    @Test func aPeerThatHangsUpWhileItsRequestIsQueuedDoesNoHarm() throws {
        let service = try TestServer(TestServer.narrow())
        let first = try service.blockTheOneThatMay()
        let before = try service.enqueue("before")
        var leaving: FastCGIClient? = try service.enqueue("leaving")
        let after = try service.enqueue("after")
        #expect(leaving?.isQuiet == true)
        leaving = nil

        service.stage.openGate()
        #expect(try first.response().body == "passedfirst")
        #expect(try before.response().body == "passedbefore")
        #expect(try after.response().body == "passedafter")
        #expect(try after.ask(FastCGIRequest(body: Array("goes on".utf8))).body == "goes on")
        // A connection that is not freed would be waited for until the stop limit.
        let start = ContinuousClock.now
        service.server.stop()
        #expect(service.waitForEnd())
        #expect(start.duration(to: .now) < .seconds(8))
    }

    @Test func theTimeInTheQueueIsTakenFromTheTimeRemaining() throws {
        let queue = RequestQueue(maximumCount: 2, maximumBytes: 100, limit: .seconds(60))
        let ends = try SocketPair(SOCK_STREAM)
        let connection = try Connection(owning: dup(ends.writing), ioLimit: .seconds(1))
        func timeRemaining(_ seconds: UInt64, wasQueued: Bool) -> Duration? {
            queue.timeRemaining(
                of: PendingRequest(
                    connection: connection, body: .complete([]), arrival: MonotonicTime.now - seconds * 1000,
                    wasQueued: wasQueued))
        }
        let left = try #require(timeRemaining(20, wasQueued: true))
        #expect(left > .seconds(20) && left <= .seconds(40))
        #expect(timeRemaining(61, wasQueued: true) == .zero)
        #expect(timeRemaining(20, wasQueued: false) == nil)
    }

    @Test func aRequestThatIsPostponedAgainGoesBackToTheFront() throws {
        let queue = RequestQueue(maximumCount: 2, maximumBytes: 100, limit: .seconds(60))
        // No thread runs in it, so one more may always block.
        let workers = WorkerPool(threads: 1, maximumThreads: 1, spareLimit: .zero)
        for body in [[1], [2]] as [[UInt8]] {
            let ends = try SocketPair(SOCK_STREAM)
            let connection = try Connection(owning: dup(ends.writing), ioLimit: .seconds(1))
            #expect(
                queue.add(
                    PendingRequest(connection: connection, body: .complete(body), arrival: MonotonicTime.now)))
        }
        let first = try #require(queue.next(workers))
        #expect(first.body == .complete([1]))
        #expect(queue.add(first))
        #expect(queue.next(workers)?.body == .complete([1]))
        #expect(queue.next(workers)?.body == .complete([2]))
        #expect(queue.next(workers) == nil)
    }
}
