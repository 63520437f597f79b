/// A password: one that a user chose, of 8 to 1024 bytes of UTF-8, or one to be compared with a hash, which may be shorter. It
/// is used exactly as sent, and cannot be printed.
package struct Password: Sendable, CustomStringConvertible, CustomReflectable {
    package static let lengths = 8...1024

    package let bytes: [UInt8]

    /// - Throws: ``InvalidValue`` when it is too short or too long.
    package init(_ bytes: [UInt8]) throws(InvalidValue) {
        guard bytes.count >= Self.lengths.lowerBound else {
            throw InvalidValue("password", "must be at least \(Self.lengths.lowerBound) bytes long")
        }
        guard bytes.count <= Self.lengths.upperBound else {
            throw InvalidValue("password", "must be at most \(Self.lengths.upperBound) bytes long")
        }
        self.bytes = bytes
    }

    /// One that is compared with a hash and never set: of 1 to 1024 bytes, as accounts that were imported may have shorter
    /// ones than are set here.
    ///
    /// - Returns: `nil` for a length that no password has.
    package init?(attempt bytes: [UInt8]) {
        guard 1...Self.lengths.upperBound ~= bytes.count else { return nil }
        self.bytes = bytes
    }

    package var description: String { "<password>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What is stored of a password: a PHC string with its algorithm, parameters, salt and hash, or a bcrypt string of the
/// original application until its owner logs in.
package struct PasswordHash: Sendable, Equatable {
    package let phcString: String

    package init(phcString: String) {
        self.phcString = phcString
    }
}
