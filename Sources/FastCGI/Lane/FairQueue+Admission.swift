/// Tests: FairQueueTests.swift
extension FairQueue {
    /// What became of an element that was to be added.
    enum Admission {
        /// It is in the queue; the elements that gave way to it are the caller's again.
        case queued(displaced: [Element])
        /// The queue is full, and no group or key has more in it than this one would have.
        case full
    }
}
