import Threads

/// Makes identifiers that are unique between processes and rise within one.
///
/// Layout: 4 bytes of seconds, 3 bytes of the second's fraction in units of 60 ns, 5 bytes drawn at random once a
/// process. Two identifiers of one process never share the first seven bytes.
package final class ObjectIDGenerator: Sendable {
    private let clock: WallClock
    private let processBytes: UInt64
    private let lastTick = Monitor<UInt64>(0)

    /// - Parameter processBytes: random; the lowest 40 bits are used.
    package init(clock: WallClock, processBytes: UInt64) {
        self.clock = clock
        self.processBytes = processBytes & 0xff_ffff_ffff
    }

    package func next() -> ObjectID {
        let now = clock.now
        let seconds = UInt64(clamping: now.seconds) & 0xffff_ffff
        let fraction = UInt64(clamping: now.nanoseconds % 1_000_000_000) << 24 / 1_000_000_000
        let tick = lastTick.withLock { last in
            // The clock may stand still between two calls, or be set back.
            last = max(last + 1, seconds << 24 | fraction)
            return last
        }
        return ObjectID(
            high: tick << 8 | processBytes >> 32, low: UInt32(truncatingIfNeeded: processBytes))
    }
}
