import Glibc

/// Where the service waits for its web server, as given to `--listen`.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A unix socket that we make, `unix:/path`.
    case unix(path: String)
    /// A loopback address that we bind, `127.0.0.1:9000` or `[::1]:9000`. Port 0 asks the system for a free one.
    case tcp(host: String, port: UInt16)
    /// A listening socket that the parent process left open, `fd:0`.
    case descriptor(Int32)

    /// Reads `unix:/path`, `127.0.0.1:9000`, `[::1]:9000` or `fd:0`.
    ///
    /// FastCGI has no password: who reaches the socket is the web server. So only loopback literals are taken, never
    /// a name or an address that another machine could reach.
    package init(parsing text: String) throws(ListenAddressError) {
        if text.hasPrefix("unix:") {
            self = try Self.unix(String(text.dropFirst("unix:".count)))
        } else if text.hasPrefix("fd:") {
            self = try Self.descriptor(text.dropFirst("fd:".count), of: text)
        } else {
            self = try Self.tcp(text)
        }
    }

    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .descriptor(let number): "fd:\(number)"
        }
    }

    private static func unix(_ path: String) throws(ListenAddressError) -> Self {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .malformed("unix:\(path)") }
        guard path.utf8.count <= UnixPath.longest else { throw .pathTooLong(path) }
        return .unix(path: path)
    }

    private static func descriptor(_ digits: Substring, of text: String) throws(ListenAddressError) -> Self {
        guard let number = Int32(digits), number >= 0 else { throw .malformed(text) }
        return .descriptor(number)
    }

    private static func tcp(_ text: String) throws(ListenAddressError) -> Self {
        guard let colon = text.lastIndex(of: ":") else { throw .malformed(text) }
        var host = text[..<colon]
        guard let port = UInt16(text[text.index(after: colon)...]), port > 0 else { throw .malformed(text) }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = host.dropFirst().dropLast() }
        guard isBracketed == host.contains(":") else { throw .malformed(text) }
        guard LoopbackAddress(host: String(host), port: port) != nil else { throw .notLoopback(text) }
        return .tcp(host: String(host), port: port)
    }
}
