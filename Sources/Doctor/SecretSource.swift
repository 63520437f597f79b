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

    init(_ reader: SettingsReader, database: String) {
        switch (reader.secret, reader.text(.secretFile)) {
        case (let given?, nil): self = .text(length: given.bytes.count, given.place)
        case (nil, let path?): self = .file(path)
        case (nil, nil): self = .beside(database + ".secret")
        case (.some, .some): self = .both
        }
    }
}
