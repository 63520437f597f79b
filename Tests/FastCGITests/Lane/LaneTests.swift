import Glibc
import Synchronization
import TestFiles
import Testing
import Threads

@testable import FastCGI

/// Requests that are worked on by threads of their own.
@BlockingTests
struct LaneTests {
    @Test func whatWaitsInTheLaneHoldsNoWorkerAndNoPlaceInTheRequestQueue() throws {
        let service = try TestServer(TestServer.lane { $0.waitingRequests = 0 })
        let first = try service.begin("first")
        let waiting = try (0..<20).map { try service.queue("\($0)") }
        #expect(service.queued == 20)
        // The one worker still serves, and it is the only one.
        #expect(try service.connect().ask(FastCGIRequest(body: Array("x".utf8))).body == "x")
        #expect(service.server.workers.count == 1)
        #expect(waiting.allSatisfy { $0.isQuiet })

        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "worked \(number)") }
        #expect(service.laneStage.state.withLock { $0.begun } == ["first"] + (0..<20).map { "\($0)" })
    }

    /// ASVS 15.4.4
    @Test func requestsThatBlockTakeNoPlaceInTheLane() throws {
        let service = try TestServer(TestServer.lane { $0.maximumThreads = 2 })
        let blocked = try service.connect()
        try blocked.send(FastCGIRequest(path: "/postponing", body: Array("blocked".utf8)).bytes)
        #expect(service.stage.waitForWaiting(1))
        let waiting = try service.enqueue("waiting")
        service.laneStage.letWork()
        #expect(try service.send("now").response().body == "worked now")
        #expect(waiting.isQuiet)
        service.stage.openGate()
        #expect(try blocked.response().body == "passedblocked")
        #expect(try waiting.response().body == "passedwaiting")
    }

    @Test(arguments: [1, 2, 3])
    func noMoreAreWorkedOnAtATimeThanTheLaneIsWide(width: Int) throws {
        let service = try TestServer(TestServer.lane { $0.lane = LaneSettings(width: width, places: 100) })
        let clients = try (0..<30).map { try service.queue("\($0)", of: "\($0 % 4)") }
        #expect(service.laneStage.wait { $0.working == width })
        #expect(service.queued == 30 - width)
        service.laneStage.letWork()
        for (number, client) in clients.enumerated() { #expect(try client.response().body == "worked \(number)") }
        #expect(service.laneStage.state.withLock { $0.mostWorking } == width)
    }

    @Test func whileOneWaitsForTheDiskAnotherIsWorkedOn() throws {
        let service = try TestServer(TestServer.lane())
        service.laneStage.letWork()
        let writing = try (0..<4).map { try service.begin("disk \($0)") }
        #expect(service.laneStage.wait { $0.writing == 4 })
        #expect(try service.send("meanwhile").response().body == "worked meanwhile")
        #expect(service.laneStage.state.withLock { $0.mostWorking } == 1)
        service.laneStage.letWrite()
        for (number, client) in writing.enumerated() { #expect(try client.response().body == "written disk \(number)") }
    }

    @Test func threadsThatWaitForTheDiskAreBounded() throws {
        let service = try TestServer(
            TestServer.lane { $0.lane = LaneSettings(width: 1, maximumThreads: 3, places: 100) })
        service.laneStage.letWork()
        let writing = try (0..<3).map { try service.begin("disk \($0)") }
        let late = try service.queue("late")
        #expect(service.server.lane?.figures.threads == 3)
        #expect(service.queued == 1)
        #expect(late.isQuiet)
        service.laneStage.letWrite()
        #expect(try late.response().body == "worked late")
        for (number, client) in writing.enumerated() { #expect(try client.response().body == "written disk \(number)") }
    }

    @Test func workAgainAfterTheDiskWaitsForAPlace() throws {
        let service = try TestServer(TestServer.lane())
        service.laneStage.letWork()
        let again = try service.begin("again")
        #expect(service.laneStage.wait { $0.writing == 1 })
        service.laneStage.state.withLock { $0.mayWork = false }
        let other = try service.begin("other")
        service.laneStage.letWrite()
        #expect(service.laneStage.wait { $0.writing == 0 })
        #expect(again.isQuiet)
        service.laneStage.letWork()
        #expect(try other.response().body == "worked other")
        #expect(try again.response().body == "worked again again")
        #expect(service.laneStage.state.withLock { $0.mostWorking } == 1)
    }

    @Test func itsThreadsStandBackBehindOthers() throws {
        let service = try TestServer(TestServer.lane { $0.lane = LaneSettings(width: 1, niceness: 11) })
        service.laneStage.letWork()
        #expect(try service.send("nice").response().body == "worked nice")
        #expect(service.laneStage.state.withLock { $0.niceness } == 11)
        #expect(ThreadPriority.current < 11)
    }

    @Test func threadsThatAreNotNeededEnd() throws {
        let service = try TestServer(TestServer.lane { $0.spareLimit = .milliseconds(50) })
        service.laneStage.letWork()
        for body in ["once", "twice"] {
            #expect(try service.send(body).response().body == "worked \(body)")
            #expect(eventually { service.server.lane?.figures.threads == 0 })
        }
    }

    @Test func aServerWithoutALaneAnswersAtOnce() throws {
        let directory = try TemporaryDirectory()
        let listener = try Listener(.unix(path: directory["socket"]))
        let stage = TestStage()
        let server = try Server(listener: listener, settings: TestServer.settings) { TestHandler(stage, $0, $1) }
        let thread = try SystemThread(name: "test server") { try? server.run() }
        let client = try FastCGIClient(listener.address)
        #expect(try client.ask(FastCGIRequest(path: "/lane", body: Array("x".utf8))).body == "busy x")
        server.stop()
        thread.join()
    }
}
