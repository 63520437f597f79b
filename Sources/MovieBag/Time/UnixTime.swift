/// A moment of wall-clock time, as nanoseconds since 1970-01-01 00:00 UTC.
///
/// Tests: SessionLifetimesTests.swift, TokenIssuerTests.swift
package struct UnixTime: Comparable, Hashable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package init(milliseconds: Int64) {
        nanoseconds = milliseconds * 1_000_000
    }

    package init(seconds: Int64) {
        nanoseconds = seconds * 1_000_000_000
    }

    /// Whole milliseconds, the unit of database rows.
    package var milliseconds: Int64 { nanoseconds / 1_000_000 }
    /// Whole seconds, the unit of token claims (RFC 7519, NumericDate).
    package var seconds: Int64 { nanoseconds / 1_000_000_000 }

    package static func < (left: Self, right: Self) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    package static func + (time: Self, duration: Duration) -> Self {
        let (seconds, attoseconds) = duration.components
        return Self(nanoseconds: time.nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

/// Tells the time; given from outside so that tests can fix it.
package struct WallClock: Sendable {
    private let read: @Sendable () -> UnixTime

    package init(_ read: @escaping @Sendable () -> UnixTime) {
        self.read = read
    }

    package var now: UnixTime { read() }
}
