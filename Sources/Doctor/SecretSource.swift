import Cryptography
import MovieBagConfiguration

/// Where the key comes from that signs tokens. It holds no part of the key.
///
/// Tests: SecretCheckTests.swift
enum SecretSource: Equatable {
    case text(length: Int, GivenSecret.Place)
    case file(String)
    /// Neither is given: the file beside the database, which the first start makes.
    case beside(String)
    case both
    /// Neither is given, and it is not known where the database is.
    case unknown

    init(_ reader: SettingsReader, database: String?) {
        switch (reader.secret, reader.text(.secretFile)) {
        case (let given?, nil): self = .text(length: given.bytes.count, given.place)
        case (nil, let path?): self = .file(path)
        case (nil, nil): self = database.map { .beside($0 + ".secret") } ?? .unknown
        case (.some, .some): self = .both
        }
    }
}
