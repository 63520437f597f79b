import Mail

/// Addresses that become arguments of sendmail and lines of a mail.
struct EmailAddresses: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        if let address = EmailAddress(utf8: input) { try check(address, of: input) }
        let built = Self.built(of: input)
        try require(EmailAddress(utf8: built) != nil, "every dot-atom at every host name is an address")
    }

    private func check(_ address: EmailAddress, of input: [UInt8]) throws {
        try require(Array(address.text.utf8) == input, "an address is kept as given")
        try require(input.allSatisfy { (0x21...0x7E).contains($0) }, "no space, control or foreign character")
        try require(!input.contains { "()<>[]:;,\\\"".utf8.contains($0) }, "nothing that is special in a header")
        try require(input.count { $0 == UInt8(ascii: "@") } == 1, "one at sign")
        try require(input.count <= 254, "the whole fits a path of SMTP")
        try require((1...64).contains(address.localPart.utf8.count), "the local part has a length of SMTP")
        try require(!address.domain.isEmpty, "there is a domain")
        try require(address.localPart + "@" + address.domain == address.text, "two parts make the whole")
        let folded = address.caseFolded
        try require(folded == address.text.lowercased(), "only letters are folded")
        let other = try require(EmailAddress(folded), "the folded address is one")
        try require(other.matches(address) && other.caseFolded == folded, "folding does not change who it is")
    }

    /// An address whose characters the input chooses.
    private static func built(of input: [UInt8]) -> [UInt8] {
        let half = input.count / 2
        let local = input[..<half].prefix(64).map { atom[Int($0) % atom.count] }
        let domain = input[half...].prefix(63).map { label[Int($0) % label.count] }
        return (local.isEmpty ? [UInt8(ascii: "a")] : local) + [UInt8(ascii: "@")]
            + (domain.isEmpty ? [UInt8(ascii: "b")] : domain)
    }

    private static let label = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
    private static let atom = label + Array("!#$%&'*+-/=?^_`{|}~".utf8)
}
