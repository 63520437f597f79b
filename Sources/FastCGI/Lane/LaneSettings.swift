/// The limits of a lane: threads of their own for the requests that keep a processor busy for long.
///
/// Tests: LaneTests.swift, LaneLimitTests.swift
package struct LaneSettings: Sendable, Equatable {
    /// How many requests are worked on at the same time; at least 1 is taken.
    package var width: Int
    /// The most threads, those included that wait for something slow and have given their place up meanwhile; at least
    /// ``width`` is taken.
    package var maximumThreads: Int
    /// The length of the queue. A request takes one place of it, and another one for each whole 16 KiB of its body.
    package var places: Int
    /// The nice value of the threads (setpriority(2)): the higher, the more they stand back behind other threads.
    package var niceness: Int32

    package init(width: Int = 1, maximumThreads: Int? = nil, places: Int = 256, niceness: Int32 = 10) {
        self.width = max(1, width)
        // Ten commits may be waited for on two processors: at 12 hashes a second the disk can take 0.8 s for each before
        // one is computed less.
        self.maximumThreads = max(self.width, maximumThreads ?? 2 * self.width + 8)
        self.places = max(1, places)
        self.niceness = niceness
    }
}
