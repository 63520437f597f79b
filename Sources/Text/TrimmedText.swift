/// Tests: EmailAddressRulesTests.swift, InvitationPageTests.swift
extension [UInt8] {
    /// UTF-8 without the white space at both ends (Unicode's White_Space): keyboards of phones put some behind an address
    /// that they complete, and copying an address out of a text takes some along.
    package var trimmingWhiteSpace: [UInt8] {
        if let first, let last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) { return self }
        var scalars = String(decoding: self, as: UTF8.self).unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return Array(String(scalars).utf8)
    }
}
