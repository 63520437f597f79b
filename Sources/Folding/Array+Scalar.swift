extension [UInt8] {
    /// Adds a scalar in UTF-8.
    ///
    /// Tests: Span+ScalarTests.swift
    mutating func append(scalar: UInt32) {
        switch scalar {
        case ..<0x80:
            append(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800:
            append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
            append(continuation: scalar)
        case ..<0x10000:
            append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            append(continuation: scalar >> 6)
            append(continuation: scalar)
        default:
            append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
            append(continuation: scalar >> 12)
            append(continuation: scalar >> 6)
            append(continuation: scalar)
        }
    }

    private mutating func append(continuation bits: UInt32) {
        append(0x80 | UInt8(truncatingIfNeeded: bits) & 0x3F)
    }
}
