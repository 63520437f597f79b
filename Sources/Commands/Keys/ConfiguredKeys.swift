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

/// Why there is no file of keys to change.
enum KeyFailure: Error, CustomStringConvertible {
    /// The first start makes it.
    case missing(String)
    case noFile

    var description: String {
        switch self {
        case .missing(let path): "there is no \(path) yet; the first start of the service makes it"
        case .noFile:
            """
            MOVIE_BAG_JWT_SECRET holds one key and has no room for more: write it to a file, name that in \
            MOVIE_BAG_JWT_SECRET_FILE instead, and restart the service. Tokens stay good, and the file can rotate.
            """
        }
    }
}
