import Memory

/// A request that has been read and not been answered.
///
/// Tests: RequestQueueTests.swift
struct PendingRequest: Sendable {
    let connection: Connection
    let body: RequestBody
    /// When it had been read, in milliseconds of ``MonotonicTime``.
    let arrival: UInt64
    /// Whether it has been queued before, for a thread, for the lane or for memory; then it goes back to the front of the
    /// request queue.
    var wasQueued = false
    /// What it has been given of the memory for large responses.
    var responseBytes = 0
}
