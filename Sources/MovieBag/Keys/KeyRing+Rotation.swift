import Cryptography

extension KeyRing {
    /// How long a new key verifies before it signs: all processes look at the file several times meanwhile.
    package static let notice = Duration.seconds(120)
    /// A key that signs only after more than so many seconds is taken for a mistake.
    private static let mostAhead: Int64 = 86_400

    /// The ring with a new random key, which signs after ``notice``, or after the newest one where that signs later.
    ///
    /// - Throws: ``KeyRingError/tooMany``; ``KeyRingError/farAhead(_:created:)`` where the new key would not sign within a
    ///   day.
    package func rotated(at now: UnixTime) throws(KeyRingError) -> (ring: KeyRing, key: TokenKey) {
        guard let newest = keys.last else { preconditionFailure("a ring has a key") }
        guard newest.created.seconds <= now.seconds + Self.mostAhead else {
            throw .farAhead(newest.name, created: newest.created)
        }
        let soonest = (now + Self.notice).seconds
        let key = try TokenKey(randomFrom: UnixTime(seconds: max(soonest, newest.created.seconds + 1)))
        return (try adding(key), key)
    }

    /// A ring with nothing but a new random key, which signs at once.
    package static func renewed(at now: UnixTime) throws(KeyRingError) -> KeyRing {
        KeyRing(try TokenKey(randomFrom: UnixTime(seconds: now.seconds)))
    }

    /// The ring without a key.
    ///
    /// - Throws: ``KeyRingError/unknown(_:)``; ``KeyRingError/last(_:)``; ``KeyRingError/signs(_:)``.
    package func removing(_ name: String, at now: UnixTime) throws(KeyRingError) -> KeyRing {
        guard let index = keys.firstIndex(where: { $0.name == name }) else { throw .unknown(name) }
        guard keys.count > 1 else { throw .last(name) }
        guard index != signingIndex(at: now) else { throw .signs(name) }
        var keys = keys
        keys.remove(at: index)
        return KeyRing(ordered: keys)
    }
}

extension TokenKey {
    /// Makes a random key of 32 bytes. Its name says the day, for people, and 32 random bits.
    fileprivate init(randomFrom created: UnixTime) throws(KeyRingError) {
        let day = created.description.prefix { $0 != "T" }.filter(\.isNumber)
        let digits = Random.bytes(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        guard let id = JWSKeyID("\(day)-\(digits)".utf8) else { preconditionFailure("digits and a dash are a name") }
        try self.init(id: id, bytes: SecretBytes(cleansing: Random.bytes(32)), created: created)
    }
}
