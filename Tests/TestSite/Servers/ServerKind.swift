/// The web servers that Movie-bag is deployed under, in the ways that it is.
package enum ServerKind: String, CaseIterable, Sendable, CustomStringConvertible {
    case nginx
    case nginxWithoutKeepConn = "nginx, connections not kept"
    case lighttpdSocket = "lighttpd, socket"
    case lighttpdSpawn = "lighttpd, bin-path"
    case apacheProxy = "Apache, mod_proxy_fcgi"
    case apacheFcgid = "Apache, mod_fcgid"
    case caddy = "Caddy"

    package var description: String { rawValue }

    /// Whether the server starts the service itself.
    package var startsTheService: Bool { self == .lighttpdSpawn || self == .apacheFcgid }

    /// As whom the services and the server run, so that the server may open the socket.
    var account: Account {
        switch self {
        case .apacheProxy, .apacheFcgid: .unprivileged
        case .nginx, .nginxWithoutKeepConn, .lighttpdSocket, .lighttpdSpawn, .caddy: .own
        }
    }

    /// Starts the server; the services need not be there yet.
    func start(_ site: ServedSite) throws -> any WebServer {
        switch self {
        case .nginx: try Nginx(site)
        case .nginxWithoutKeepConn: try Nginx(site, keepsConnections: false)
        case .lighttpdSocket: try Lighttpd(site, startsTheService: false)
        case .lighttpdSpawn: try Lighttpd(site, startsTheService: true)
        case .apacheProxy: try ApacheProxy(site)
        case .apacheFcgid: try ApacheFcgid(site)
        case .caddy: try Caddy(site)
        }
    }
}
