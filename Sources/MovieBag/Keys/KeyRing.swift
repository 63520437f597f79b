import Cryptography

/// The keys that tokens are signed and verified with: at least one and at most 16, in the order of time.
///
/// The newest one whose time has come signs; all of them verify, also those whose time has not come yet: processes learn of
/// a new key at different moments, and each has to know it before the first one signs with it.
package struct KeyRing: Equatable, Sendable {
    package static let most = 16

    /// From the oldest to the newest. Of two with the same time the one that was added later is newer.
    package let keys: [TokenKey]

    package init(_ key: TokenKey) {
        keys = [key]
    }

    /// - Parameter keys: at least one and at most 16, in order, each with a name and bytes of its own.
    init(ordered keys: [TokenKey]) {
        self.keys = keys
    }

    /// The ring with one more key.
    ///
    /// - Throws: ``KeyRingError/tooMany``, ``KeyRingError/nameTaken``, ``KeyRingError/keyTaken``.
    package func adding(_ key: TokenKey) throws(KeyRingError) -> KeyRing {
        guard !keys.contains(where: { $0.id == key.id }) else { throw .nameTaken }
        guard !keys.contains(where: { $0.bytes == key.bytes }) else { throw .keyTaken }
        guard keys.count < Self.most else { throw .tooMany }
        var keys = keys
        keys.insert(key, at: keys.firstIndex { key.created < $0.created } ?? keys.endIndex)
        return KeyRing(ordered: keys)
    }

    /// What keys for other purposes are derived from: it stays the same while keys are added, until it is removed itself.
    package var oldest: TokenKey { keys[0] }

    /// The key that signs at a moment. Before the time of the first one, when a clock was set back, that one does.
    package func signingKey(at now: UnixTime) -> TokenKey {
        keys[signingIndex(at: now)]
    }

    /// Where ``signingKey(at:)`` stands among the keys.
    func signingIndex(at now: UnixTime) -> Int {
        keys.lastIndex { $0.created <= now } ?? 0
    }
}
