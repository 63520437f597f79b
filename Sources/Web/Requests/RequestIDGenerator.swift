import Text

/// Names requests that come without a name of the web server's. For one thread.
///
/// A name says nothing about other requests: neither how many there are nor when the next one comes.
package final class RequestIDGenerator {
    /// Names drawn at once, as each draw costs a call of the random generator.
    private static let drawnAtOnce = 256
    private static let bytesOfOne = 12

    private let random: (_ count: Int) -> [UInt8]
    private var rest: ArraySlice<UInt8> = []

    /// - Parameter random: gives that many random bytes.
    package init(random: @escaping (_ count: Int) -> [UInt8]) {
        self.random = random
    }

    package func next() -> RequestID {
        if rest.isEmpty { rest = random(Self.drawnAtOnce * Self.bytesOfOne)[...] }
        defer { rest = rest.dropFirst(Self.bytesOfOne) }
        return RequestID(random: rest.prefix(Self.bytesOfOne))
    }
}
