/// The proxies whose `X-Forwarded-For` is believed: MOVIE_BAG_TRUSTED_PROXIES.
package struct TrustedProxies: Sendable, Equatable {
    private let blocks: [AddressBlock]
    /// Whether a web server without an address (REMOTE_ADDR empty or `unix:`) is one.
    private let includesUnix: Bool

    /// Reads addresses, CIDR blocks and the word `unix`, with commas or spaces between them.
    ///
    /// - Throws: ``InvalidValue`` for anything else.
    package init(parsing text: String) throws(InvalidValue) {
        var blocks: [AddressBlock] = []
        var includesUnix = false
        for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            if word == "unix" {
                includesUnix = true
            } else if let block = AddressBlock(String(word)) {
                // The leftmost address would count then, which every client can make up.
                guard !block.isEveryAddress else {
                    throw InvalidValue("\(word)", "trusts every client; name the proxies alone")
                }
                blocks.append(block)
            } else {
                throw InvalidValue("\(word)", "is neither an address, nor a CIDR block such as 10.0.0.0/8, nor unix")
            }
        }
        guard includesUnix || !blocks.isEmpty else { throw InvalidValue(text, "names no proxy") }
        (self.blocks, self.includesUnix) = (blocks, includesUnix)
    }

    /// The client behind the sender of a request.
    ///
    /// - Parameters:
    ///   - remote: REMOTE_ADDR.
    ///   - forwardedFor: X-Forwarded-For; every proxy appends the address that it was asked from, so only what stands to
    ///     the right of the first address that is no trusted proxy can be believed, and that address is the client.
    func client(remote: [UInt8], forwardedFor: [UInt8]?) -> Client {
        let sender = ClientAddress(remote)
        guard let sender else {
            return Client.isUnix(remote) && includesUnix ? behindProxies(forwardedFor) : .unidentified
        }
        guard contains(sender) else { return Client(address: sender) }
        return behindProxies(forwardedFor)
    }

    /// The rightmost address that is no proxy; a list of nothing but proxies was begun by the farthest of them. An element
    /// that cannot be read, such as `unknown`, stands for a client that no proxy knows. Empty ones do not count (RFC 9110,
    /// section 5.6.1.2).
    private func behindProxies(_ forwardedFor: [UInt8]?) -> Client {
        var rest = (forwardedFor ?? [])[...]
        var nearest: ClientAddress?
        while !rest.isEmpty {
            let comma = rest.lastIndex(of: UInt8(ascii: ","))
            let element = Self.trimmed(rest[(comma.map { $0 + 1 } ?? rest.startIndex)...])
            rest = rest[..<(comma ?? rest.startIndex)]
            guard !element.isEmpty else { continue }
            guard let address = ClientAddress(element) else { return .unidentified }
            nearest = address
            guard contains(address) else { break }
        }
        return nearest.map { Client(address: $0) } ?? .unidentified
    }

    private func contains(_ address: ClientAddress) -> Bool {
        blocks.contains { $0.contains(address) }
    }

    private static func trimmed(_ element: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let front = element.drop(while: isBlank)
        return front.prefix((front.lastIndex { !isBlank($0) }).map { $0 + 1 - front.startIndex } ?? 0)
    }
}
