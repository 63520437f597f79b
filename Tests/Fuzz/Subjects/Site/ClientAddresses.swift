import MovieBag

/// What tells which client sent a request: REMOTE_ADDR, and X-Forwarded-For, of which a stranger writes the left part.
struct ClientAddresses: FuzzSubject {
    private static let stranger = Array("203.0.113.9".utf8)
    private let proxies: ClientRecognition
    private let direct = ClientRecognition(proxies: nil)

    init() throws {
        proxies = ClientRecognition(proxies: try TrustedProxies(parsing: "10.0.0.0/8, 2001:db8::/32, unix"))
    }

    func examine(_ input: [UInt8]) throws {
        try checkAddress(input)
        for remote in ["10.0.0.1", "unix:", ""] { try checkForwarding(input, from: Array(remote.utf8)) }
        let client = proxies.sender(remote: Array("198.51.100.7".utf8), forwardedFor: input)
        try require(client.description == "198.51.100.7", "what no proxy has sent does not count")
    }

    private func checkAddress(_ text: [UInt8]) throws {
        let client = direct.sender(remote: text, forwardedFor: nil)
        guard let address = client.address else {
            return try require(client.network == .unknown && !client.isIdentified, "without an address nobody is known")
        }
        try require(ClientAddress(address.description.utf8) == address, "the usual form of an address means the same")
        try require(client.network != .unknown, "an address is in a network")
        try require(ClientNetwork(bytes: client.network.bytes) == client.network, "a network can be stored")
        try require(
            AddressBlock(client.network.description)?.contains(address) == true, "an address is in its network")
        try require(
            client.network.neighbourhood.neighbourhood == client.network.neighbourhood,
            "a neighbourhood is one of its own")
    }

    private func checkForwarding(_ list: [UInt8], from remote: [UInt8]) throws {
        let client = proxies.sender(remote: remote, forwardedFor: list)
        let extended = proxies.sender(remote: remote, forwardedFor: Self.stranger + Array(", ".utf8) + list)
        // When all that proxies have added is proxies, what is left of it is the client's own address.
        try require(
            extended == client || extended.description == "203.0.113.9", "who writes to the left changes nothing")
        if list.isEmpty { try require(extended.description == "203.0.113.9", "the only address is the client's") }
    }
}
