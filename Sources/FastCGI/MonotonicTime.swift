import Glibc

/// Milliseconds on the monotonic clock, read cheaply: several times a request.
///
/// Tests: RequestQueueTests.swift
enum MonotonicTime {
    // The coarse clock is a few milliseconds behind and needs no hardware read; limits here are tens of them.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }
}

extension Duration {
    /// Whole milliseconds; nothing negative, nothing past what a time-out can hold.
    var milliseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(min(seconds, Int64(Int32.max) / 1000)) * 1000 + UInt64(attoseconds / 1_000_000_000_000_000)
    }

    /// For the socket options that take a `timeval`.
    var timeval: timeval {
        let milliseconds = Int(self.milliseconds)
        return Glibc.timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
    }
}
