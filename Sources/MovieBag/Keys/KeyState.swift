/// What a key of a ring does at a moment.
///
/// Tests: KeyRingTests.swift
package enum KeyState: Equatable, Sendable {
    case signs
    /// It signed until `stopped`, when the next one began.
    case verifies(stopped: UnixTime)
    /// It verifies, and signs from its time on.
    case waits
}

extension KeyRing {
    /// Every key with what it does, from the oldest to the newest.
    package func states(at now: UnixTime) -> [(key: TokenKey, state: KeyState)] {
        let signing = signingIndex(at: now)
        return keys.enumerated().map { index, key in
            if index == signing { return (key, .signs) }
            return (key, index < signing ? .verifies(stopped: keys[index + 1].created) : .waits)
        }
    }
}

extension TokenLifetimes {
    /// A process that delivers mails, or whose clock is behind, may sign for a while with the key that it has.
    private static let margin: Int64 = 3600

    /// From when on no token is good that was signed with a key before it stopped signing.
    package func end(ofTokensSignedUntil stopped: UnixTime) -> UnixTime {
        UnixTime(seconds: stopped.seconds + longest + Self.margin)
    }
}
