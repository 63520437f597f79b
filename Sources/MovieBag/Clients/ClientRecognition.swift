/// Tells which client a request comes from. Shared by all threads.
package struct ClientRecognition: Sendable {
    private let proxies: TrustedProxies?

    /// - Parameter proxies: `nil` when no proxy was named; then X-Forwarded-For never counts.
    package init(proxies: TrustedProxies?) {
        self.proxies = proxies
    }

    /// The client of a request.
    ///
    /// - Parameters:
    ///   - remote: REMOTE_ADDR as the web server passes it; empty when it passes none.
    ///   - forwardedFor: X-Forwarded-For, several fields joined with commas; `nil` when there is none.
    package func client(remote: [UInt8], forwardedFor: [UInt8]?) -> Client {
        if let proxies { return proxies.client(remote: remote, forwardedFor: forwardedFor) }
        return ClientAddress(remote).map { Client(address: $0) } ?? .unidentified
    }

    /// The network of that client, which it shares a queue with.
    package func network(remote: [UInt8], forwardedFor: [UInt8]?) -> ClientNetwork {
        client(remote: remote, forwardedFor: forwardedFor).network
    }
}
