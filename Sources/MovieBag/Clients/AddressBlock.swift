/// A block of IP addresses: one address, or a prefix in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3).
///
/// Tests: TrustedProxiesTests.swift
package struct AddressBlock: Sendable, Equatable {
    private let first: ClientAddress
    /// How many of the 128 bits must be equal.
    private let prefix: Int

    /// Reads `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`. Bits behind the prefix do not count. `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = ClientAddress(parts[0].utf8) else { return nil }
        guard parts.count == 2 else {
            first = address
            prefix = 128
            return
        }
        let bits = parts[0].utf8.contains(UInt8(ascii: ":")) ? 128 : 32
        guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            let length = UInt8(parts[1]), length <= bits
        else { return nil }
        prefix = 128 - bits + Int(length)
        // A shorter prefix of IPv6 holds more than the addresses that stand for those of IPv4.
        first = prefix >= 96 ? address : ClientAddress(untranslated: parts[0].utf8) ?? address
    }

    /// Whether it holds every address of a kind: all IPv4 addresses, or all of them.
    package var isEveryAddress: Bool { prefix == 0 || prefix == 96 && first.isIPv4 }

    /// Whether `address` is in the block.
    package func contains(_ address: ClientAddress) -> Bool {
        // Swift's shifts give 0 for 64 bits and more.
        let highMask = ~(UInt64.max >> UInt64(min(prefix, 64)))
        let lowMask = ~(UInt64.max >> UInt64(max(prefix - 64, 0)))
        return (address.high ^ first.high) & highMask == 0 && (address.low ^ first.low) & lowMask == 0
    }
}
