import MovieBag
import Testing

@Suite struct TrustedProxiesTests {
    private func network(_ text: String) -> ClientNetwork? { ClientAddress(text.utf8)?.network }

    /// The client of a request from `remote`, when these proxies are trusted; `nil` when it has no address.
    private func client(_ proxies: String?, _ remote: String, _ forwardedFor: String?) throws -> ClientNetwork? {
        let proxies = try proxies.map { try TrustedProxies(parsing: $0) }
        let client = try ClientRecognition(proxies: proxies).client(
            remote: Array(remote.utf8), forwardedFor: forwardedFor.map { Array($0.utf8) })
        return client.isIdentified ? client.network : nil
    }

    /// ASVS 15.3.4
    @Test(
        arguments: [
            // Without trusted proxies the field never counts.
            (nil, "192.0.2.1", "198.51.100.7", "192.0.2.1"),
            (nil, "", "198.51.100.7", nil), (nil, "unix:", "198.51.100.7", nil),
            // Somebody else's field does not count either.
            ("10.0.0.0/8", "192.0.2.1", "198.51.100.7", "192.0.2.1"),
            ("10.0.0.0/8", "unix:", "198.51.100.7", nil),
            // The rightmost address that is no proxy; what stands to its left anybody may have sent.
            ("10.0.0.0/8", "10.1.2.3", "198.51.100.7", "198.51.100.7"),
            ("10.0.0.0/8", "10.1.2.3", "203.0.113.9, 198.51.100.7,10.9.9.9", "198.51.100.7"),
            ("10.0.0.0/8", "10.1.2.3", "10.4.4.4 , 10.9.9.9", "10.4.4.4"),
            ("10.0.0.0/8 2001:db8::/32", "2001:db8::1", "2001:db9::1, 10.0.0.1", "2001:db9::1"),
            ("unix", "", "198.51.100.7", "198.51.100.7"), ("unix", "unix:", "198.51.100.7", "198.51.100.7"),
            ("127.0.0.1,::1", "::1", "198.51.100.7:1234", "198.51.100.7"),
            // A proxy that does not say for whom it asks.
            ("10.0.0.0/8", "10.1.2.3", nil, nil), ("10.0.0.0/8", "10.1.2.3", "unknown", nil),
            ("10.0.0.0/8", "10.1.2.3", "", nil), ("10.0.0.0/8", "10.1.2.3", " , ,", nil),
            ("10.0.0.0/8", "10.1.2.3", "unknown, 10.2.2.2", nil),
            ("10.0.0.0/8", "10.1.2.3", "198.51.100.7, _hidden", nil),
            // Empty elements do not count.
            ("10.0.0.0/8", "10.1.2.3", "198.51.100.7,", "198.51.100.7"),
            ("10.0.0.0/8", "10.1.2.3", "198.51.100.7,,10.2.2.2", "198.51.100.7"),
        ] as [(String?, String, String?, String?)])
    func theClientIsTheRightmostAddressThatIsNoProxy(
        _ proxies: String?, _ remote: String, _ forwardedFor: String?, _ expected: String?
    ) throws {
        #expect(try client(proxies, remote, forwardedFor) == expected.flatMap(network))
    }

    @Test(arguments: [
        "10.0.0.0/33", "2001:db8::/129", "10.0.0.0/", "/8", "10.0.0.0/+8", "localhost", "10.0.0.0/8/8",
        "", ",", " ", "0.0.0.0/0", "::/0", "10.0.0.1, ::/0",
    ])
    func whatIsNoBlockIsRefused(_ text: String) {
        #expect(throws: InvalidValue.self) { try TrustedProxies(parsing: text) }
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("0.0.0.0/0", "203.0.113.9", true),
        ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "203.0.113.9", true), ("2001:db8:1::/48", "2001:db8:1:f::", true),
        ("2001:db8:1::/48", "2001:db8:2::", false), ("2001:db8::7/127", "2001:db8::6", true),
        ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false), ("192.0.2.1/31", "192.0.2.0", true),
    ])
    func aBlockHoldsWhatItsPrefixSays(_ block: String, _ address: String, _ expected: Bool) throws {
        let block = try #require(AddressBlock(block))
        #expect(block.contains(try #require(ClientAddress(address.utf8))) == expected)
    }
}
