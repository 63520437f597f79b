/// Numbers that are spread evenly over a range, however many have been taken: multiples of the golden ratio without their
/// whole part.
///
/// Tests: EvenSpreadTests.swift
struct EvenSpread {
    /// The next number as a fraction of 2^32.
    private var fraction: UInt32 = 0

    /// 2^32 divided by the golden ratio.
    private static let step: UInt32 = 0x9E37_79B9

    /// The next number, 0 or more and below `limit`, or 0 when that is 0.
    ///
    /// - Parameter limit: at most 2^32.
    mutating func next(below limit: UInt64) -> UInt64 {
        defer { fraction &+= Self.step }
        return (limit * UInt64(fraction)) >> 32
    }
}
