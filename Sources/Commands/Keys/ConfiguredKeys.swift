import Glibc
import MovieBag
import MovieBagConfiguration

/// The keys that the settings lead to, for the commands that show and change them.
///
/// Tests: KeysCommandTests.swift
struct ConfiguredKeys {
    let source: SecretSource
    /// The key in MOVIE_BAG_JWT_SECRET; `nil` when it is in a file.
    let given: GivenSecret?
    /// How long tokens are good that are signed from now on.
    let lifetimes: TokenLifetimes

    /// The keys, with a time for each.
    ///
    /// - Throws: ``KeyFileError``, `KeyRingError`, ``KeyFailure``.
    func ring(at now: UnixTime) throws -> KeyRing {
        guard let given else { return try KeyFile(path: try path()).datedRing(at: now) }
        return KeyRing(try TokenKey(id: nil, bytes: given.bytes, created: UnixTime(seconds: 0)))
    }

    /// Until when tokens may be good that a key has signed which signs no more; `nil` when there are none.
    func end(ofTokensOf name: String, in ring: KeyRing, at now: UnixTime) -> UnixTime? {
        guard case .verifies(let stopped)? = ring.states(at: now).first(where: { $0.key.name == name })?.state else {
            return nil
        }
        let end = lifetimes.end(ofTokensSignedUntil: stopped)
        return now < end ? end : nil
    }

    /// The file that they are in.
    ///
    /// - Throws: ``KeyFailure``.
    func path() throws(KeyFailure) -> String {
        switch source {
        case .file(let path): return path
        case .beside(let path):
            guard access(path, F_OK) == 0 else { throw .missing(path) }
            return path
        case .text, .both, .unknown: throw .noFile
        }
    }
}

/// Why keys are not changed.
enum KeyFailure: Error, CustomStringConvertible {
    /// The first start makes it.
    case missing(String)
    case noFile
    /// It has signed tokens that may still be good.
    case needed(String, until: UnixTime)

    var description: String {
        switch self {
        case .missing(let path): "there is no \(path) yet; the first start of the service makes it"
        case .needed(let name, let end):
            """
            key \(name) has signed sessions or links that may be good until \(end); nothing was removed. Wait until then, or end \
            them now with --force.
            """
        case .noFile:
            """
            MOVIE_BAG_JWT_SECRET holds one key and has no room for more: write it to a file, name that in \
            MOVIE_BAG_JWT_SECRET_FILE instead, and restart the service. Tokens stay good, and the file can rotate.
            """
        }
    }
}
