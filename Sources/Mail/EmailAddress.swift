import Text

/// An address mail can be sent to: `local-part@domain`, kept exactly as it was given.
///
/// It is the addr-spec of RFC 5321 and 5322 in its plain form: a dot-atom, an at sign and a host name, all ASCII.
/// Comments, quoted local parts, domain literals (`[192.0.2.1]`) and unencoded international addresses are refused.
/// A domain without a dot is allowed, so that mail can stay on the machine (`root@localhost`).
///
/// `==` compares the bytes as given. People write the same address in more than one case: use ``matches(_:)`` or
/// ``caseFolded`` to recognise them.
package struct EmailAddress: Hashable, Sendable {
    /// The whole address, as given.
    package let text: String

    /// How many bytes of `text` stand before the at sign.
    private let localPartLength: Int

    /// Makes an address of text, or nothing if the text is not one.
    package init?(_ text: String) {
        self.init(utf8: Array(text.utf8))
    }

    /// Makes an address of bytes that came from outside, or nothing if they are not one.
    package init?(utf8 bytes: [UInt8]) {
        // A dot-atom holds no at sign, so the first one is the only one.
        guard bytes.count <= Self.longest, let atSign = bytes.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        guard Self.isLocalPart(bytes[..<atSign]), Self.isDomain(bytes[(atSign + 1)...]) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        localPartLength = atSign
    }

    /// What stands before the at sign.
    package var localPart: String { String(text.utf8.prefix(localPartLength))! }  // Always ASCII: `init` saw to it.

    /// What stands after the at sign.
    package var domain: String { String(text.utf8.dropFirst(localPartLength + 1))! }  // Always ASCII, as above.

    /// The address in lower case: equal for addresses that differ in ASCII case only.
    package var caseFolded: String {
        String(decoding: text.utf8.map(\.lowercased), as: UTF8.self)
    }

    /// Tells whether two addresses are the same without regard to ASCII case.
    ///
    /// RFC 5321 lets a host tell `Ann@` from `ann@`; hardly any does, and people do not.
    package func matches(_ other: EmailAddress) -> Bool {
        caseFolded == other.caseFolded
    }
}

extension EmailAddress {
    /// RFC 5321, 4.5.3.1.3: a path is at most 256 bytes, and two of them are the angle brackets.
    private static let longest = 254

    /// RFC 5321, 4.5.3.1.1.
    private static let longestLocalPart = 64

    /// RFC 1035, 2.3.4.
    private static let longestLabel = 63

    /// RFC 5322, 3.2.3: a dot-atom, so no dot at either end and no two in a row.
    private static func isLocalPart(_ text: ArraySlice<UInt8>) -> Bool {
        text.count <= longestLocalPart
            && arePieces(text.span, longest: longestLocalPart, { byte, _, _ in byte.isAtomText })
    }

    /// RFC 5321, 4.1.2: labels of letters, digits and hyphens, which neither begin nor end with a hyphen.
    private static func isDomain(_ text: ArraySlice<UInt8>) -> Bool {
        arePieces(text.span, longest: longestLabel) { byte, isFirst, isLast in
            byte.isLetterOrDigit || byte == UInt8(ascii: "-") && !isFirst && !isLast
        }
    }

    /// Whether `text` is pieces of 1 to `longest` bytes with dots between them, and every byte is fine.
    ///
    /// Looked at byte by byte: splitting the text took 5,000 instructions of a log-in.
    ///
    /// - Parameter isFine: told of a byte, and whether it is the first and the last of its piece.
    private static func arePieces(
        _ text: Span<UInt8>, longest: Int, _ isFine: (_ byte: UInt8, _ isFirst: Bool, _ isLast: Bool) -> Bool
    ) -> Bool {
        let dot = UInt8(ascii: ".")
        var length = 0
        for index in 0..<text.count {
            guard text[index] != dot else {
                guard length > 0 else { return false }
                length = 0
                continue
            }
            length += 1
            let isLast = index + 1 == text.count || text[index + 1] == dot
            guard length <= longest, isFine(text[index], length == 1, isLast) else { return false }
        }
        return length > 0
    }
}
