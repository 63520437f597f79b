/// A password that a user chose: 8 to 1024 bytes of UTF-8, used exactly as sent. It cannot be printed.
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
