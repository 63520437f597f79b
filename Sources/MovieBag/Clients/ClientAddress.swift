import Glibc
import Text

/// The IP address of a client, as 128 bits: an IPv4 address is ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2).
package struct ClientAddress: Hashable, Sendable {
    /// The first and the last 64 bits.
    let high, low: UInt64

    init(high: UInt64, low: UInt64) {
        (self.high, self.low) = (high, low)
    }

    /// Reads an address as web servers and proxies write it: `192.0.2.1`, `2001:db8::1`, either with a port
    /// (`192.0.2.1:5678`, `[2001:db8::1]:5678`) or a zone (`fe80::1%eth0`), which do not count. `nil` for anything else.
    package init?(_ text: some Collection<UInt8>) {
        self.init(Array(text)[...], translates: true)
    }

    /// Reads an address for a block of addresses, where the one of a translator stands for itself.
    init?(untranslated text: some Collection<UInt8>) {
        self.init(Array(text)[...], translates: false)
    }

    private init?(_ text: ArraySlice<UInt8>, translates: Bool) {
        if let number = Self.dottedQuad(text.span) {
            self.init(high: 0, low: 0xffff_0000_0000 | number)
            return
        }
        // The longest address has 45 characters; a port and a zone come on top.
        guard (2...128).contains(text.count) else { return nil }
        var text = Array(text)
        if text[0] == UInt8(ascii: "[") {
            guard let end = text.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            text = Array(text[1..<end])
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")), text.contains(UInt8(ascii: ".")),
            !text[(colon + 1)...].contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
        {
            // One colon behind the dots: a port, as no IPv6 address has a single colon.
            text = Array(text[..<colon])
        }
        if let zone = text.firstIndex(of: UInt8(ascii: "%")) { text = Array(text[..<zone]) }
        guard !text.contains(0) else { return nil }
        text.append(0)
        var bytes = [UInt8](repeating: 0, count: 16)
        // inet_pton(3) reads the strict forms only: no octal, no missing parts.
        let family = text.withUnsafeBytes { text -> Int32? in
            let text = text.bindMemory(to: CChar.self).baseAddress
            if inet_pton(AF_INET6, text, &bytes) == 1 { return AF_INET6 }
            return inet_pton(AF_INET, text, &bytes) == 1 ? AF_INET : nil
        }
        switch family {
        case AF_INET6:
            let (high, low) = (Self.number(bytes[..<8]), Self.number(bytes[8...]))
            // One that a translator made of an IPv4 address stands for that (RFC 6052, section 2.1): behind it all clients of
            // IPv4 would be in one network of IPv6.
            let isTranslated = translates && high == 0x0064_ff9b_0000_0000 && low >> 32 == 0
            self.init(high: isTranslated ? 0 : high, low: isTranslated ? 0xffff_0000_0000 | low : low)
        case AF_INET: self.init(high: 0, low: 0xffff_0000_0000 | Self.number(bytes[..<4]))
        default: return nil
        }
    }

    /// Whether it is an IPv4 address.
    var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// The network that counts as one client: the address itself for IPv4, and its first 64 bits for IPv6, where one
    /// subscriber has at least that many addresses.
    package var network: ClientNetwork {
        ClientNetwork(first: isIPv4 ? self : ClientAddress(high: high, low: 0))
    }

    /// The number of an IPv4 address without anything behind it, read as inet_pton(3) reads it; `nil` for anything else,
    /// which that function then judges. Most requests have one, and it took 4,000 instructions.
    private static func dottedQuad(_ text: Span<UInt8>) -> UInt64? {
        guard text.count <= 15 else { return nil }
        var number: UInt64 = 0
        var part: UInt64 = 0
        var (digits, dots) = (0, 0)
        for index in 0..<text.count {
            switch text[index] {
            case UInt8(ascii: "."):
                guard digits > 0, dots < 3 else { return nil }
                number = number << 8 | part
                (part, digits, dots) = (0, 0, dots + 1)
            case let byte where byte.isDigit:
                // A leading zero would be octal to some.
                guard digits == 0 || part > 0 else { return nil }
                part = part * 10 + UInt64(text[index] - UInt8(ascii: "0"))
                digits += 1
                guard part <= 255 else { return nil }
            default:
                return nil
            }
        }
        return digits > 0 && dots == 3 ? number << 8 | part : nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension ClientAddress: CustomStringConvertible {
    /// The address in its usual form (inet_ntop(3)): `192.0.2.1`, `2001:db8::1`.
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let bytes = withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
        let isWritten =
            isIPv4
            ? inet_ntop(AF_INET, Array(bytes[12...]), &text, socklen_t(text.count)) != nil
            : inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil
        return isWritten ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
    }
}
