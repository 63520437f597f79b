/// Why keys cannot make a ring, or a ring cannot be changed so. It holds no part of a key.
///
/// Tests: KeyRingTests.swift
package enum KeyRingError: Error, Equatable {
    case tooShort(bytes: Int)
    case tooMany
    /// Another key has the same name.
    case nameTaken
    /// Another key is the same.
    case keyTaken
    case unknown(String)
    case signs(String)
    case last(String)
    /// The newest key signs only from a time that is more than a day away.
    case farAhead(String, created: UnixTime)
}

extension KeyRingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooShort(let bytes): "the key has \(bytes) bytes; at least \(TokenKey.leastBytes) are needed"
        case .tooMany: "there may be \(KeyRing.most) keys at most"
        case .nameTaken: "another key has this name"
        case .keyTaken: "another key is the same"
        case .unknown(let name): "there is no key \(name)"
        case .signs(let name): "key \(name) is the one that signs"
        case .last(let name): "key \(name) is the last one"
        case .farAhead(let name, let created): "key \(name) signs only from \(created) on"
        }
    }
}
