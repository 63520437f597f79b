import Cryptography

/// Where the keys come from that sign tokens. It holds no part of a key.
///
/// Tests: SecretCheckTests.swift
package enum SecretSource: Equatable {
    case text(length: Int, GivenSecret.Place)
    case file(String)
    /// Neither is given: the file beside the database, which the first start makes.
    case beside(String)
    case both
    /// Neither is given, and it is not known where the database is.
    case unknown

    /// - Parameter database: the path of the database; `nil` when it is no file.
    package init(_ reader: SettingsReader, database: String?) {
        switch (reader.secret, reader.text(.secretFile)) {
        case (let given?, nil): self = .text(length: given.bytes.count, given.place)
        case (nil, let path?): self = .file(path)
        case (nil, nil): self = database.map { .beside($0 + ".secret") } ?? .unknown
        case (.some, .some): self = .both
        }
    }

    /// Why there is no key at all; `nil` where there is one, or the first start makes one.
    package var problem: SettingsProblem? {
        switch self {
        case .both:
            SettingsProblem(.secret, "is given together with MOVIE_BAG_JWT_SECRET_FILE; keep one of them")
        case .unknown:
            SettingsProblem(
                .secretFile, "must be given, since there is no database file that a key could be kept beside")
        case .text, .file, .beside: nil
        }
    }
}
