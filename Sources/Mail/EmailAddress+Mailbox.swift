/// Tests: EmailAddressTests.swift
extension EmailAddress {
    /// What all addresses have in common that lead to one mailbox at most providers: the address in lower case, without
    /// the tag that people may put behind a `+` (RFC 5233, section 1).
    ///
    /// For turns only, and never to recognise an account: not every provider has tags.
    package var mailbox: String {
        let folded = caseFolded
        guard let atSign = folded.utf8.firstIndex(of: UInt8(ascii: "@")),
            let tag = folded.utf8[..<atSign].dropFirst().firstIndex(of: UInt8(ascii: "+"))
        else { return folded }
        return "\(folded[..<tag])\(folded[atSign...])"
    }
}
