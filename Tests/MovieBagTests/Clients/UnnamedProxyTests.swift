import MovieBag
import Testing

@Suite struct UnnamedProxyTests {
    private func network(_ text: String) throws -> ClientNetwork {
        try #require(ClientAddress(text.utf8)).network
    }

    /// Origins of so many accounts at each address, each with as many log-ins.
    private func judge(_ origins: [(address: String, accounts: Int, logIns: Int)]) throws -> String? {
        let origins = try origins.flatMap { address, accounts, logIns in
            Array(repeating: LogInOrigin(network: try network(address), logIns: logIns), count: accounts)
        }
        return UnnamedProxy.judge(origins)?.description
    }

    @Test func fiveAccountsWithFiftyLogInsMakeAProxy() throws {
        #expect(try judge([]) == nil)
        #expect(try judge([("10.0.0.5", 5, 10)]) == "10.0.0.5")
        #expect(try judge([("10.0.0.5", 5, 9)]) == nil)
        #expect(try judge([("10.0.0.5", 4, 100)]) == nil)
        #expect(try judge([("10.0.0.5", 4, 1), ("10.0.0.5", 1, 46)]) == "10.0.0.5")
        #expect(try judge([("2001:db8:0:1::7", 3, 10), ("2001:db8:0:1::8", 3, 10)]) == "2001:db8:0:1::/64")
    }

    @Test func ofTwoSuchAddressesNoneIsAProxy() throws {
        #expect(try judge([("10.0.0.5", 5, 10), ("10.0.0.6", 5, 10)]) == nil)
        #expect(try judge([("10.0.0.5", 11, 50), ("10.0.0.6", 5, 10)]) == nil)
    }

    /// A stranger with as many accounts as there are seats left, and any number of log-ins.
    @Test func strangersDecideNeitherWayWhileOthersHoldTheirSeats() throws {
        // A site whose users come from everywhere: the strangers stay clients.
        let users = (1...5).map { (address: "192.0.2.\($0)", accounts: 1, logIns: 3) }
        #expect(try judge(users + [("203.0.113.9", 11, 1_000_000)]) == nil)
        #expect(try judge(users.dropLast() + [("203.0.113.9", 12, 1_000_000)]) == "203.0.113.9")
        // A site behind a proxy, and strangers that have found a way around it: the proxy stays one.
        #expect(try judge([("10.0.0.5", 12, 5), ("203.0.113.9", 4, 1_000_000)]) == "10.0.0.5")
        #expect(try judge([("10.0.0.5", 11, 5), ("203.0.113.9", 5, 1_000_000)]) == nil)
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("255.255.255.255", "255.255.255.255"), ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8::1", "2001:db8::/64"), ("2001:db8:0:0:1::", "2001:db8::/64"), ("fe80::1", "fe80::/64"),
    ])
    func aNetworkReadsAsItIsConfigured(address: String, text: String) throws {
        let network = try network(address)
        #expect(network.description == text)
        #expect(ClientNetwork(bytes: network.bytes) == network)
        #expect(ClientNetwork(bytes: Array(network.bytes.dropLast())) == nil)
        // As it is given, it names the proxy.
        let recognition = ClientRecognition(proxies: try TrustedProxies(parsing: text))
        #expect(
            recognition.sender(remote: Array(address.utf8), forwardedFor: Array("198.51.100.7".utf8)).network
                == (try self.network("198.51.100.7")))
    }
}
