import Mail
import MovieBag
import SQLite

/// Turning columns into values of the domain. What does not fit was not written by this program.
///
/// Tests: AccountStoreTests.swift
extension Statement {
    func identifier<Subject>(_ column: Int32) throws -> Identifier<Subject> {
        guard let identifier = Identifier<Subject>(bytes: bytes(column)) else {
            throw StorageUnavailable("a row has an identifier that is not twelve bytes long")
        }
        return identifier
    }

    func fingerprint(_ column: Int32) throws -> TokenFingerprint {
        guard let fingerprint = TokenFingerprint(bytes: bytes(column)) else {
            throw StorageUnavailable("a row has a fingerprint that is not thirty-two bytes long")
        }
        return fingerprint
    }

    /// The fingerprints in the first column of all rows, as bytes.
    func fingerprints() throws -> Set<[UInt8]> {
        var fingerprints: Set<[UInt8]> = []
        while try step() { fingerprints.insert(bytes(0)) }
        return fingerprints
    }

    func emailAddress(_ column: Int32) throws -> EmailAddress {
        guard let address = EmailAddress(utf8: bytes(column)) else {
            throw StorageUnavailable("a row has an email address that is none")
        }
        return address
    }
}

extension SQLiteError {
    /// Whether the uniqueness of `column` ("table.column") refused a row.
    func violates(_ column: String) -> Bool {
        isUniqueViolation && constraint == column
    }
}
