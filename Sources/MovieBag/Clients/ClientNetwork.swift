/// The addresses that count as one client: one IPv4 address, or the 64-bit prefix of an IPv6 address.
///
/// Tests: ClientAddressTests.swift
package struct ClientNetwork: Hashable, Sendable {
    /// The address, or the first one of the prefix.
    private let first: ClientAddress

    init(first: ClientAddress) {
        self.first = first
    }

    /// Stands for every client whose address is not known: a network that no address is in, as its last 64 bits would be
    /// zeros.
    package static let unknown = ClientNetwork(first: ClientAddress(high: .max, low: .max))

    /// Reads what ``bytes`` gives; `nil` for any other number of bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        first = ClientAddress(high: number(bytes[..<8]), low: number(bytes[8...]))
    }

    /// The network around it that one party may have many clients in: the first 48 bits for IPv6, which is what a site is
    /// given (RFC 6177, section 2), and the first 24 for IPv4, the smallest that is routed by itself.
    package var neighbourhood: ClientNetwork {
        if self == .unknown { return self }
        return ClientNetwork(
            first: first.isIPv4
                ? ClientAddress(high: 0, low: first.low & ~0xff) : ClientAddress(high: first.high & ~0xffff, low: 0))
    }

    /// Sixteen bytes, as a database row holds them.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: (first.high.bigEndian, first.low.bigEndian)) { Array($0) }
    }
}

extension ClientNetwork: CustomStringConvertible {
    /// As MOVIE_BAG_TRUSTED_PROXIES takes it: `192.0.2.1`, or `2001:db8:0:1::/64`.
    package var description: String {
        if self == .unknown { return "unknown" }
        return first.isIPv4 ? first.description : "\(first)/64"
    }
}
