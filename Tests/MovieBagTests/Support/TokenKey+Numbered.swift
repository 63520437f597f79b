import Cryptography
import MovieBag

extension TokenKey {
    /// A key whose bytes are all its number.
    ///
    /// - Parameters:
    ///   - name: `-` for one without a name.
    ///   - created: in seconds.
    static func numbered(_ number: UInt8, _ name: String, created: Int64) throws -> TokenKey {
        try TokenKey(
            id: JWSKeyID(name.utf8), bytes: SecretBytes([UInt8](repeating: number, count: 32)),
            created: UnixTime(seconds: created))
    }
}

extension KeyRing {
    /// The keys `-`, `b` and `c`, which sign from 0, 1000 and 2000 on.
    static func ofThree() throws -> KeyRing {
        try KeyRing(.numbered(1, "-", created: 0)).adding(.numbered(3, "c", created: 2000))
            .adding(.numbered(2, "b", created: 1000))
    }
}
