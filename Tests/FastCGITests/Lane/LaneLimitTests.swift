import Glibc
import Synchronization
import TestFiles
import Testing
import Threads

@testable import FastCGI

/// The ends of a lane's queue: it is full, time is up, the peer is gone, the server stops.
@Suite(.serialized, .onOwnThread)
struct LaneLimitTests {
    @Test func aFullQueueIsAnsweredAtOnce() throws {
        let service = try TestServer(TestServer.lane { $0.lane = LaneSettings(width: 1, places: 3) })
        let first = try service.begin("first")
        let waiting = try ["x", "y", "z"].map { try service.queue($0) }
        for _ in 0..<5 { #expect(try service.send("one too many").response().body == "busy one too many") }
        #expect(service.queued == 3)
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        #expect(try waiting.map { try $0.response().body } == ["worked x", "worked y", "worked z"])
        #expect(try service.send("later").response().body == "worked later")
    }

    @Test func aFullQueueGivesWayToANewcomerWhoIsNext() throws {
        let service = try TestServer(TestServer.lane { $0.lane = LaneSettings(width: 1, places: 3) })
        let first = try service.begin("first")
        let waiting = try ["x", "y", "z"].map { try service.queue($0) }
        let newcomer = try service.queue("newcomer", of: "b")
        #expect(try waiting[2].response().body == "busy z")
        #expect(service.queued == 3)
        #expect(newcomer.isQuiet)
        service.laneStage.letWork()
        #expect(try newcomer.response().body == "worked newcomer")
        #expect(try first.response().body == "worked first")
        #expect(try waiting.dropLast().map { try $0.response().body } == ["worked x", "worked y"])
        #expect(service.laneStage.state.withLock { $0.begun } == ["first", "x", "newcomer", "y"])
        // The connection of the one that gave way is as good as before.
        #expect(try waiting[2].ask(FastCGIRequest(body: Array("again".utf8))).body == "again")
    }

    @Test func largeBodiesTakeMorePlaces() throws {
        let service = try TestServer(TestServer.lane { $0.lane = LaneSettings(width: 1, places: 3) })
        let first = try service.begin("first")
        let large = String(repeating: "x", count: 32 << 10)
        let waiting = try service.queue(large)
        #expect(try service.send("more").response().body == "busy more")
        let newcomer = try service.queue("newcomer", of: "b")
        #expect(try waiting.response().body == "busy \(large)")
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        #expect(try newcomer.response().body == "worked newcomer")
    }

    @Test func aRequestThatWaitedForTheLimitIsAnsweredThoughNoPlaceIsFree() throws {
        let service = try TestServer(TestServer.lane { $0.waitLimit = .milliseconds(300) })
        let first = try service.begin("first")
        let start = ContinuousClock.now
        let waiting = try (0..<5).map { try service.queue("\($0)", of: "\($0)") }
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "busy \(number)") }
        // A quarter less, and by what the coarse clock may be behind.
        #expect(start.duration(to: .now) > .milliseconds(280 * 3 / 4))
        #expect(first.isQuiet)
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        #expect(try waiting[0].ask(FastCGIRequest(body: Array("again".utf8))).body == "again")
    }

    /// What comes at the same time is refused over the last quarter of the limit.
    @Test func refusalsOfRequestsThatCameTogetherAreSpread() throws {
        let service = try TestServer(TestServer.lane { $0.waitLimit = .seconds(4) })
        let first = try service.begin("first")
        let waiting = try (0..<40).map { try service.queue("\($0)") }
        #expect(service.queued == 40)
        #expect(eventually { service.queued <= 30 })
        let start = ContinuousClock.now
        #expect(eventually { service.queued <= 10 })
        // Half of them take half of a second.
        #expect(start.duration(to: .now) > .milliseconds(300))
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "busy \(number)") }
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
    }

    /// A flood becomes overdue at nearly the same time, as it came at the same time.
    @Test func refusalsTakeTurnsWithOtherRequests() throws {
        let service = try TestServer(TestServer.lane { $0.waitLimit = .seconds(2) })
        let first = try service.begin("first")
        let waiting = try (0..<60).map { try service.queue("\($0)") }
        #expect(service.queued == 60)
        // The only thread stands still until all of them are overdue.
        let gate = try service.connect()
        try gate.send(FastCGIRequest(path: "/gate").bytes)
        #expect(service.stage.waitForWaiting(1))
        let other = try service.connect()
        try other.send(FastCGIRequest(body: Array("other".utf8)).bytes)
        usleep(2_200_000)
        service.stage.openGate()
        #expect(try other.response().body == "other")
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "busy \(number)") }
        let order = service.stage.echoed.withLock { $0.filter { $0 != "meanwhile" } }
        #expect(order.count == 61)
        #expect((order.firstIndex(of: "other") ?? 61) <= 5)
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
    }

    @Test func aPeerThatHangsUpWhileItWaitsIsNotWorkedForAndLeavesNothing() throws {
        let service = try TestServer(TestServer.lane())
        let first = try service.begin("first")
        var leaving: FastCGIClient? = try service.queue("leaving")
        let after = try service.queue("after")
        #expect(leaving?.isQuiet == true)
        leaving = nil
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        #expect(try after.response().body == "worked after")
        #expect(service.laneStage.state.withLock { $0.begun } == ["first", "after"])
        // A connection that nobody has freed would be waited for until the stop limit.
        let start = ContinuousClock.now
        service.server.stop()
        #expect(service.waitForEnd())
        #expect(start.duration(to: .now) < .seconds(8))
    }

    /// The end of what a peer sends is no hang-up.
    @Test func aPeerThatOnlyEndsItsDirectionIsAnswered() throws {
        let service = try TestServer(TestServer.lane())
        let first = try service.begin("first")
        let waiting = try service.queue("waiting")
        waiting.finishSending()
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        #expect(try waiting.response().body == "worked waiting")
    }

    @Test(arguments: [true, false])
    func anEndAnswersWhatIsQueued(isDrain: Bool) throws {
        let service = try TestServer(TestServer.lane { $0.drainLimit = .zero })
        let first = try service.begin("first")
        let waiting = try (0..<5).map { try service.queue("\($0)") }
        if isDrain { service.server.drain() } else { service.server.stop() }
        #expect(eventually { service.directory.names.isEmpty })
        // Longer than any round of the watchdog.
        #expect(!service.waitForEnd(.milliseconds(300)))
        #expect(waiting.allSatisfy { $0.isQuiet })
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "worked \(number)") }
        #expect(service.waitForEnd())
        #expect(service.server.lane?.figures.threads == 0)
    }

    @Test func aStopAnswersWhatCannotBeWorkedOnInTime() throws {
        let service = try TestServer(TestServer.lane { $0.waitLimit = .milliseconds(300) })
        let first = try service.begin("first")
        let waiting = try (0..<5).map { try service.queue("\($0)") }
        service.server.stop()
        for (number, client) in waiting.enumerated() { #expect(try client.response().body == "busy \(number)") }
        service.laneStage.letWork()
        #expect(try first.response().body == "worked first")
        #expect(service.waitForEnd())
    }
}
