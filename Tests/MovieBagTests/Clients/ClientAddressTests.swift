import MovieBag
import Testing

@Suite struct ClientAddressTests {
    private func address(_ text: String) -> ClientAddress? { ClientAddress(text.utf8) }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1:5678"), ("192.0.2.1", "::ffff:192.0.2.1"), ("2001:db8::1", "[2001:db8::1]:443"),
        ("2001:db8::1", "[2001:DB8:0::1]"), ("fe80::1", "fe80::1%eth0"),
        ("255.255.255.255", "::ffff:255.255.255.255"), ("10.0.0.1", "10.0.0.1%eth0"),
    ])
    func oneAddressIsWrittenInManyWays(_ one: String, _ other: String) throws {
        let first = try #require(address(one))
        #expect(first == address(other))
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1:5678"), ("192.0.2.1", "::ffff:192.0.2.1"), ("2001:db8::1", "2001:DB8:0:0::1"),
        ("fe80::1", "fe80::1%eth0"), ("::", "::"), ("0.0.0.0", "0.0.0.0"),
    ])
    func itIsWrittenInItsUsualForm(_ usual: String, _ text: String) throws {
        let address = try #require(ClientAddress(text.utf8))
        #expect(address.description == usual)
        #expect(Client(address: address).description == usual)
        #expect(Client.unidentified.description == "unknown")
    }

    @Test(arguments: [
        "", ":", "unix:", "unknown", "_hidden", "1", "1.2.3", "1.2.3.4.5", "01.2.3.256", "1.2.3.4:5:6", "[::1", "::1 ",
        "1.2.3.", "1.2.3.4.", ".1.2.3", "1..2.3", "256.0.0.1", "01.2.3.4", "1.2.3.00", "1.2.3.0004", "1.2.3.4 ",
        "2001:db8::1::2", "192.0.2.1\u{0}", String(repeating: "1", count: 129),
    ])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(address(text) == nil)
    }

    @Test func anIPv6NetworkHas64Bits() throws {
        let first = try #require(address("2001:db8:1:2::1")?.network)
        #expect(first == address("2001:db8:1:2:ffff::9")?.network)
        #expect(first != address("2001:db8:1:3::1")?.network)
        #expect(address("192.0.2.1")?.network != address("192.0.2.2")?.network)
        #expect(first.bytes == [0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])
        for text in ["::1", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"] {
            #expect(address(text)?.network != .unknown)
        }
        let mapped = try #require(address("192.0.2.1")?.network)
        #expect(mapped.bytes.suffix(6) == [0xff, 0xff, 192, 0, 2, 1])
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.200", true), ("192.0.2.1", "192.0.3.1", false),
        ("2001:db8:1:2::1", "2001:db8:1:ffff::1", true), ("2001:db8:1:2::1", "2001:db8:2:2::1", false),
        ("0.0.0.0", "::", false),
    ])
    func aNeighbourhoodIsWhatOnePartyMayHave(_ one: String, _ other: String, _ isSame: Bool) throws {
        let (one, other) = (try #require(address(one)?.network), try #require(address(other)?.network))
        #expect((one.neighbourhood == other.neighbourhood) == isSame)
        #expect(one.neighbourhood != .unknown)
    }

    @Test func anUnknownClientHasNoNeighbours() {
        #expect(ClientNetwork.unknown.neighbourhood == .unknown)
    }

    /// Behind a translator (NAT64) every client of IPv4 would be in one network of IPv6.
    @Test func aTranslatedAddressIsThatOfIPv4() throws {
        #expect(address("64:ff9b::192.0.2.1") == address("192.0.2.1"))
        #expect(address("64:ff9b::1:192.0.2.1") != address("192.0.2.1"))
        #expect(address("64:ff9b::192.0.2.1")?.network != address("64:ff9b::192.0.2.2")?.network)
    }

    @Test(arguments: [
        ("64:ff9b::/64", "64:ff9b::14:0:1", true), ("64:ff9b::/64", "192.0.2.1", false),
        ("64:ff9b::192.0.2.0/120", "192.0.2.1", true), ("::ffff:192.0.2.0/120", "192.0.2.1", true),
        ("::ffff:192.0.2.0/120", "192.0.3.1", false), ("2001:db8::/32", "2001:db8:ffff::1", true),
    ])
    func aBlockOfIPv6HoldsWhatItsPrefixSays(_ block: String, _ text: String, _ holds: Bool) throws {
        #expect(try #require(AddressBlock(block)).contains(try #require(address(text))) == holds)
    }
}
