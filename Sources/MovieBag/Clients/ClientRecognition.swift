import Text

/// Tells which client a request comes from. For one thread, as the store in it is.
///
/// Tests: MovieBagAPITests/Accounts/UnnamedProxyTests.swift
package struct ClientRecognition {
    private let proxies: Proxies

    private enum Proxies {
        case named(TrustedProxies)
        case unnamed(UnnamedProxy, store: any AccountStore)
        case none
    }

    /// - Parameter proxies: `nil` when there is no proxy; then every address is a client's.
    package init(proxies: TrustedProxies?) {
        self.proxies = proxies.map { .named($0) } ?? .none
    }

    /// For a site that has named no proxy: X-Forwarded-For never counts, and an address that seems to be a proxy's
    /// identifies no client.
    package init(unnamedProxy: UnnamedProxy, store: any AccountStore) {
        proxies = .unnamed(unnamedProxy, store: store)
    }

    /// The client of a request.
    ///
    /// - Parameters:
    ///   - remote: REMOTE_ADDR as the web server passes it; empty when it passes none.
    ///   - forwardedFor: X-Forwarded-For, several fields joined with commas; `nil` when there is none.
    ///   - request: what the request is called.
    /// - Throws: ``StorageUnavailable``.
    package func client(remote: [UInt8], forwardedFor: [UInt8]?, request: RequestID? = nil) throws -> Client {
        var client = sender(remote: remote, forwardedFor: forwardedFor)
        client.request = request
        guard case .unnamed(let proxy, let store) = proxies, client.isIdentified else { return client }
        return try proxy.isProxy(client.network, asking: store) ? client.unidentified : client
    }

    /// The client by its address alone, which other clients may share: for the lane and the log.
    package func sender(remote: [UInt8], forwardedFor: [UInt8]?) -> Client {
        if case .named(let proxies) = proxies { return proxies.client(remote: remote, forwardedFor: forwardedFor) }
        return ClientAddress(remote).map { Client(address: $0) } ?? .unidentified
    }
}
