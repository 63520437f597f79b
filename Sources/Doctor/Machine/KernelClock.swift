import Glibc

/// What the kernel thinks of its clock.
enum KernelClock {
    private typealias Adjtimex = @convention(c) (UnsafeMutableRawPointer) -> Int32
    /// TIME_ERROR: nothing synchronises the clock, or what did has not been heard of for long.
    private static let timeError: Int32 = 5

    /// Whether it is synchronised (`adjtimex(2)`, which changes nothing when no mode is set); `nil` where the
    /// system does not say.
    static var isSynchronised: Bool? {
        // Looked up by name, since the Glibc module leaves sys/timex.h out. The structure has 208 bytes; only its first
        // field is read, and 0 asks.
        guard let symbol = dlsym(nil, "adjtimex") else { return nil }
        let adjtimex = unsafeBitCast(symbol, to: Adjtimex.self)
        var room = [Int64](repeating: 0, count: 64)
        let state = room.withUnsafeMutableBytes { adjtimex($0.baseAddress!) }  // It has room, so it has an address.
        return state < 0 ? nil : state != timeError
    }
}
