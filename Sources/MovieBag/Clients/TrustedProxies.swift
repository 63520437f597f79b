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
                blocks.append(block)
            } else {
                throw InvalidValue("\(word)", "is neither an address, nor a CIDR block such as 10.0.0.0/8, nor unix")
            }
        }
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

    private func behindProxies(_ forwardedFor: [UInt8]?) -> Client {
        guard var rest = forwardedFor?[...] else { return .unidentified }
        var nearest: ClientAddress?
        while true {
            let comma = rest.lastIndex(of: UInt8(ascii: ","))
            let element = rest[(comma.map { $0 + 1 } ?? rest.startIndex)...]
            guard let address = ClientAddress(Self.trimmed(element)) else { break }
            nearest = address
            guard contains(address), let comma else { break }
            rest = rest[..<comma]
        }
        // A list of nothing but proxies was begun by the farthest of them.
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
