import Mail
import Text

/// An address that an account may be given: an email address without what mail servers have taken for more than a name.
///
/// Only where an account gets its address is one judged. Addresses that are stored already, that a log-in or a forgotten
/// password names, or that mails come from are not, so that stricter rules lock no one out.
///
/// Tests: EmailAddressRulesTests.swift
package struct NewAddress: Sendable {
    package let email: EmailAddress

    /// - Parameters:
    ///   - field: the name of the member that holds it, for the error.
    ///   - allowsLocalMail: whether the domain may be without a dot, as in `root@localhost`.
    /// - Throws: ``InvalidValue``, which says the rule.
    package init(_ email: EmailAddress, field: String, allowsLocalMail: Bool) throws(InvalidValue) {
        let (local, domain) = (email.localPart.utf8, email.domain.utf8)
        // Routes through other hosts (`ann%example.com@relay`, `example.com!ann`) give one mailbox endless addresses; a
        // pipe and a leading slash name a program or a file to mail servers that deliver to those.
        guard !local.contains(where: { "%!|".utf8.contains($0) }) else {
            throw InvalidValue(field, "must not contain %, ! or | before the @")
        }
        guard local.first != UInt8(ascii: "/") else { throw InvalidValue(field, "must not begin with /") }
        // 127.0.0.1, or what is an address to inet_aton(3): 1234, 0x7f.1. No top-level domain is a number.
        guard let label = domain.split(separator: UInt8(ascii: ".")).last, !Self.isNumber(label) else {
            throw InvalidValue(field, "must have a domain that does not end in a number")
        }
        guard allowsLocalMail || domain.contains(UInt8(ascii: ".")) else {
            throw InvalidValue(field, "must have a domain with a dot, such as example.org")
        }
        self.email = email
    }

    /// Whether it is a number to inet_aton(3): decimal or octal digits, or hexadecimal ones behind 0x.
    private static func isNumber(_ label: Substring.UTF8View) -> Bool {
        if label.allSatisfy(\.isDigit) { return true }
        return label.first == UInt8(ascii: "0") && label.dropFirst().first.map(\.lowercased) == UInt8(ascii: "x")
            && label.dropFirst(2).allSatisfy { $0.hexadecimalValue != nil }
    }
}
