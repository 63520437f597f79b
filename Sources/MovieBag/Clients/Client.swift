import Text

/// Who sends a request, as far as its address tells, and what the request is called.
///
/// Tests: ClientAddressTests.swift
package struct Client: Sendable, Equatable {
    /// For the log; `nil` when it is not known.
    package let address: ClientAddress?
    /// What it shares a queue with; ``ClientNetwork/unknown`` when it has no address.
    package let network: ClientNetwork
    /// Whether the address is that of one client, so that a budget by address may hold for it. False behind a proxy that
    /// no setting names: then all clients have one address, and one of them would lock out all others.
    package let isIdentified: Bool
    /// What the request is called; `nil` for a client without a request.
    package var request: RequestID?

    package init(address: ClientAddress, isIdentified: Bool = true) {
        self.address = address
        network = address.network
        self.isIdentified = isIdentified
    }

    private init(unidentifiedAt address: ClientAddress?) {
        self.address = address
        network = address?.network ?? .unknown
        isIdentified = false
    }

    /// A client without an address.
    package static let unidentified = Client(unidentifiedAt: nil)

    /// The same client when its address turns out to be that of many.
    var unidentified: Client {
        var client = Client(unidentifiedAt: address)
        client.request = request
        return client
    }

    /// Whether REMOTE_ADDR says that the web server was reached through a unix socket, or says nothing.
    static func isUnix(_ remote: [UInt8]) -> Bool {
        remote.isEmpty || remote.starts(with: "unix:".utf8)
    }
}

extension Client: CustomStringConvertible {
    /// Its address, `unknown` where there is none.
    package var description: String { address?.description ?? "unknown" }
}
