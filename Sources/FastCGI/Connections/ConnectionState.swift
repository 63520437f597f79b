import Synchronization

/// What happens on a connection and since when, in one word that threads exchange atomically.
///
/// The worker that holds a connection and the watchdog both change it by compare-and-exchange, so a connection that
/// has just become busy is never closed as idle.
///
/// Tests: ConnectionTableTests.swift
struct ConnectionState: RawRepresentable, AtomicRepresentable, Equatable {
    /// What happens on the connection.
    enum Phase: UInt64 {
        /// It waits in the event queue for a request, in no thread.
        case parked
        /// A worker reads a request.
        case reading
        /// A handler works on the response; not limited here.
        case handling
        /// The request is queued: for a thread, for the lane or for memory.
        case queued
        /// A worker writes the response.
        case writing
        /// It has been shut down; the worker that meets it next frees it.
        case closing
    }

    // Bits 0 to 2: phase. Bit 3: slow. The rest: milliseconds of the monotonic clock.
    let rawValue: UInt64

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    init(_ phase: Phase, since start: UInt64, isSlow: Bool = false) {
        rawValue = start << 4 | (isSlow ? 8 : 0) | phase.rawValue
    }

    // Only the initialiser above and atomic copies of its result make raw values.
    var phase: Phase { Phase(rawValue: rawValue & 7)! }
    /// Whether the watchdog counted the worker as blocked; the worker takes that back when it changes the phase.
    var isSlow: Bool { rawValue & 8 != 0 }
    var start: UInt64 { rawValue >> 4 }

    func age(at now: UInt64) -> UInt64 {
        now > start ? now - start : 0
    }
}
