import Glibc

/// Random choices that a seed decides, so that a failure comes again: SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast
/// splittable pseudorandom number generators", 2014).
struct SeededChoices: RandomNumberGenerator, Sendable {
    /// What `FAULT_SEED` says, to meet the choices of an earlier run again, else another one each time.
    static let seed =
        getenv("FAULT_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64.random(in: 0..<1_000_000_000)

    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from a range.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// Whether something happens that happens once in so many times.
    mutating func happens(onceIn times: Int) -> Bool {
        number(in: 1...times) == 1
    }
}
