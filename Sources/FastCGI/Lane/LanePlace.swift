import Synchronization

/// The place of one lane thread among those that work at the same time. For its own thread.
///
/// Tests: LaneTests.swift
package final class LanePlace: Sendable {
    private let lane: Lane
    // Atomic only because handlers that keep it may be Sendable: no other thread looks at them.
    private let isTaken = Atomic(false)
    private let hasServed = Atomic(false)

    init(of lane: Lane) {
        self.lane = lane
    }

    /// Lets another request be worked on, while this one waits for something that is not the lane's work, such as the
    /// disk.
    package func leave() {
        giveBack(goesOn: true)
    }

    /// Takes a place again after ``leave()``, before more of the lane's work; true at once when it is still held, and false
    /// when none becomes free within `limit`.
    package func enter(limit: Duration) -> Bool {
        guard !isTaken.load(ordering: .relaxed) else { return true }
        guard lane.enterPlace(limit: limit) else { return false }
        isTaken.store(true, ordering: .relaxed)
        return true
    }

    /// Waits for the next request and the place that comes with it; `nil` when the thread shall end.
    func nextRequest() -> PendingRequest? {
        let request = lane.next(hasServed: hasServed.exchange(true, ordering: .relaxed))
        isTaken.store(request != nil, ordering: .relaxed)
        return request
    }

    /// Lets another request be worked on, as the response to this one is made.
    func finish() {
        giveBack(goesOn: false)
    }

    private func giveBack(goesOn: Bool) {
        guard isTaken.exchange(false, ordering: .relaxed) else { return }
        lane.leavePlace(goesOn: goesOn)
    }
}
