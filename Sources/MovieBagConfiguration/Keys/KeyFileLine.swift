import Cryptography
import MovieBag

/// A line of a file of keys: `name key time`.
///
/// Tests: KeyFileTests.swift
struct KeyFileLine {
    let key: TokenKey

    /// Reads a line.
    ///
    /// - Throws: ``Problem`` or `KeyRingError`; neither repeats anything of the line, any part of which may be a key.
    init(_ line: ArraySlice<UInt8>) throws {
        let fields = line.split(whereSeparator: FileLines.isSpace)
        guard fields.count == 3 else { throw Problem.fields(fields.count) }
        let isNameless = fields[0].elementsEqual(TokenKey.nameless.utf8)
        guard let id = isNameless ? .some(nil) : JWSKeyID(fields[0]).map(Optional.some) else { throw Problem.name }
        guard let bytes = Base64URL.decode(fields[1]) else { throw Problem.key }
        let secret = SecretBytes(cleansing: bytes)
        guard let created = UnixTime(text: fields[2]) else { throw Problem.time }
        key = try TokenKey(id: id, bytes: secret, created: created)
    }

    enum Problem: Error, Equatable, CustomStringConvertible {
        case fields(Int)
        case name
        case key
        case time

        var description: String {
            switch self {
            case .fields(let count): "it has \(count) of the 3 fields: name, key, time, with spaces between them"
            case .name: "the name of a key is - or 1 to 64 letters, digits, - and _"
            case .key: "the second field must be the key in base64url, without padding"
            case .time: "the third field must be a second in UTC of 1970 to 2199, like 2026-11-29T17:15:00Z"
            }
        }
    }
}
