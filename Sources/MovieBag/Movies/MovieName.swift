/// The name of a movie: 1 to 300 Unicode scalars, none of them NUL, white space kept. Two names are one when they are
/// the same in Unicode NFC (``MovieKey``).
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift
package struct MovieName: Sendable, Equatable {
    package static let lengths = 1...300

    /// Valid UTF-8.
    package let utf8: [UInt8]

    /// - Parameter utf8: valid UTF-8.
    /// - Throws: ``InvalidValue`` when it breaks a rule.
    package init(_ utf8: [UInt8]) throws(InvalidValue) {
        try utf8.checkText(as: MovieField.name.description, lengths: Self.lengths)
        self.utf8 = utf8
    }

    /// Takes what storage holds, which was checked when it was stored.
    package init(stored utf8: [UInt8]) {
        self.utf8 = utf8
    }
}

extension [UInt8] {
    /// Checks the number of Unicode scalars in valid UTF-8, and that NUL is not among them.
    func checkText(as field: String, lengths: ClosedRange<Int>) throws(InvalidValue) {
        // A scalar has exactly one byte that is no continuation byte (RFC 3629, section 3).
        let scalars = count { $0 & 0xc0 != 0x80 }
        guard lengths.contains(scalars) else {
            throw InvalidValue(field, "must have \(lengths.lowerBound) to \(lengths.upperBound) characters")
        }
        guard !contains(0) else { throw InvalidValue(field, "must not hold a NUL character") }
    }
}
