import Glibc
import Synchronization

/// Makes ids as MongoDB does: 4 bytes of seconds, 5 random ones of this process, and a counter of 3.
struct IdentifierGenerator: ~Copyable, Sendable {
    private let process = UInt64.random(in: 0...UInt64.max)
    private let counter = Atomic(UInt32.random(in: 0...UInt32.max))

    func next() -> Identifier {
        let seconds = UInt32(truncatingIfNeeded: time(nil))
        let count = counter.wrappingAdd(1, ordering: .relaxed).newValue
        let low = process << 24 | UInt64(count & 0xFF_FFFF)
        return Identifier(
            withUnsafeBytes(of: seconds.bigEndian, Array.init) + withUnsafeBytes(of: low.bigEndian, Array.init))
    }
}
