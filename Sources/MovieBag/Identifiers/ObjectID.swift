/// Twelve bytes, written as 24 lower-case hexadecimal digits: the form of MongoDB's ObjectIds, so that imported data
/// keeps its identifiers. The first four bytes are seconds since 1970, so identifiers sort by time.
package struct ObjectID: Hashable, Comparable, Sendable {
    private let high: UInt64
    private let low: UInt32

    /// Takes the first eight and the last four bytes as big-endian numbers.
    init(high: UInt64, low: UInt32) {
        self.high = high
        self.low = low
    }

    /// Reads exactly twelve bytes; `nil` for any other number.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 12 else { return nil }
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads exactly 24 lower-case hexadecimal digits; `nil` for anything else, upper case included.
    ///
    /// Not generic: other modules would call it unspecialised, which took a third of the instructions of a request.
    package init?(hexadecimal text: ArraySlice<UInt8>) {
        guard text.count == 24 else { return nil }
        var high: UInt64 = 0
        var low: UInt32 = 0
        for digit in text {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            // A shift through both numbers, as through one of 96 bits.
            high = high << 4 | UInt64(low >> 28)
            low = low << 4 | UInt32(value)
        }
        self.init(high: high, low: low)
    }

    /// The twelve bytes, as a database row holds them.
    package var bytes: [UInt8] {
        // A tuple has the layout of a C struct: twelve bytes without a gap, and none behind the last.
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { [UInt8]($0) }
    }

    /// When it was made, as its first four bytes say.
    package var time: UnixTime { UnixTime(seconds: Int64(high >> 32)) }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension ObjectID: CustomStringConvertible {
    /// The 24 hexadecimal digits.
    package var description: String {
        String(unsafeUninitializedCapacity: 24) { digits in
            for index in 0..<24 {
                let value = index < 16 ? high >> UInt64(60 - 4 * index) : UInt64(low) >> UInt64(92 - 4 * index)
                let digit = UInt8(truncatingIfNeeded: value & 15)
                digits[index] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            }
            return 24
        }
    }
}
