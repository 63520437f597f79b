import Cryptography
import Mail
import MovieBag
import Threads

/// A clock that stands still until a test moves it.
final class FixedClock: Sendable {
    private let seconds: Monitor<Int64>

    init(seconds: Int64 = 1_800_000_000) {
        self.seconds = Monitor(seconds)
    }

    var clock: WallClock { WallClock { [self] in UnixTime(seconds: seconds.withLock { $0 }) } }

    func advance(_ duration: Int64) {
        seconds.withLock { $0 += duration }
    }
}

extension SecretBytes {
    /// A key for tests.
    static let test = SecretBytes(Array("not a secret, only used by tests".utf8))
}

extension ObjectID {
    /// An identifier that ends in a number.
    static func numbered(_ number: UInt8) -> ObjectID {
        ObjectID(bytes: Array(repeating: 0, count: 11) + [number])!  // Twelve bytes, always valid.
    }
}

extension TokenIssuer {
    static func test(access: Int64 = 600, reset: Int64 = 60) throws -> TokenIssuer {
        TokenIssuer(keys: try .test(), lifetimes: TokenLifetimes(access: access, reset: reset))
    }
}

extension TokenKeys {
    /// One key without a name.
    static func test(_ bytes: SecretBytes = .test) throws -> TokenKeys {
        let key = try TokenKey(id: nil, bytes: bytes, created: UnixTime(seconds: 0))
        return try TokenKeys(KeyRing(key), clock: FixedClock().clock)
    }
}

extension PasswordHash {
    /// The parameter p, which is one digit or two.
    var p: Int? {
        phcString.split(separator: "$")[1].split(separator: "=").last.flatMap { Int($0) }
    }
}
