import MovieBag
import Testing

@testable import FastCGI
@testable import MovieBagService

@Suite struct AnnouncedBlockingRegionTests {
    /// No thread runs in it, and none may be started.
    private let exhausted = WorkerPool(threads: 1, maximumThreads: 1, spareLimit: .zero)
    private let lane = Lane(LaneSettings(width: 1), spareLimit: .zero)

    @Test func aWorkerWithoutAThreadToTakeItsPlaceMayNotBlock() {
        let region = AnnouncedBlockingRegion(on: .worker(exhausted))
        #expect(throws: ThreadsExhausted.self) { try region.begin() }
        #expect(throws: ThreadsExhausted.self) { try region.run { Issue.record("it was run") } }
    }

    @Test func aWorkerComputesNoHash() {
        let region = AnnouncedBlockingRegion(on: .worker(exhausted))
        #expect(throws: HashLaneRequired.self) { try region.requireHashLane() }
        #expect(throws: HashLaneRequired.self) { try region.hash { Issue.record("it was computed") } }
    }

    /// A request that is postponed is made again from its beginning, with its hash.
    @Test func whatFollowsAHashIsNeverPostponed() throws {
        let region = AnnouncedBlockingRegion(on: .lane(LanePlace(of: lane)))
        region.take(.seconds(1))
        var (hashes, commits) = (0, 0)
        try region.hash { hashes += 1 }
        #expect(lane.figures.busy == 1)
        // The time is up meanwhile, and no thread of the lane's could be started either.
        region.take(.zero)
        try region.run {
            commits += 1
            // Another request may have its hash computed while this one waits for the disk.
            #expect(lane.figures.busy == 0)
        }
        #expect((hashes, commits) == (1, 1))
    }

    @Test func aHashWhoseRequestIsOverdueIsNotBegun() {
        let region = AnnouncedBlockingRegion(on: .lane(LanePlace(of: lane)))
        region.take(.zero)
        #expect(throws: ThreadsExhausted.self) { try region.hash { Issue.record("it was computed") } }
    }

    @Test func aHashAfterACommitWaitsForAPlace() throws {
        let region = AnnouncedBlockingRegion(on: .lane(LanePlace(of: lane)))
        #expect(lane.enterPlace(limit: .zero))
        region.take(.milliseconds(1))
        #expect(throws: ThreadsExhausted.self) { try region.hash { Issue.record("it was computed") } }
        lane.leavePlace(goesOn: false)
        try region.hash {}
    }
}
