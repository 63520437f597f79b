/// Apache with mod_proxy_fcgi and deploy/apache/movie-bag.conf.
final class ApacheProxy: WebServer {
    private let apache: Apache

    init(_ site: ServedSite) throws {
        apache = try Apache(site, modules: ["proxy", "proxy_fcgi", "headers", "buffer", "unique_id"]) { ports in
            var file = try ProductFile("deploy/apache/movie-bag.conf")
            try file.replace("/run/movie-bag/movie-bag.sock", with: site.socket)
            try file.replace(
                "<Location \"/\">\n        ProxyPass", with: "<Location \"\(site.prefix)/\">\n        ProxyPass")
            try file.replace("^/(?!api", with: "^/(?!\(site.prefix.dropFirst() + (site.prefix.isEmpty ? "" : "/"))api")
            if site.compression == .everything { try file.replace("SetEnv no-gzip 1", with: "") }
            let compression = site.compression == .none ? "" : "AddOutputFilterByType DEFLATE application/json\n"
            var plain = file
            try plain.keep(from: "<VirtualHost *:443>", to: "</VirtualHost>\n")
            var overTLS = plain
            plain.edit { $0.contains("    SSL") ? nil : $0 }
            try plain.replace("*:443", with: "127.0.0.1:\(ports.plain)")
            try plain.setHost("localhost")
            guard let certificate = site.certificate, let tls = ports.tls, let port = ports.redirect else {
                return compression + plain.text
            }
            try overTLS.replace("*:443", with: "127.0.0.1:\(tls)")
            try overTLS.replace("/etc/ssl/certs/movies.example.org.pem", with: certificate.path)
            try overTLS.replace("/etc/ssl/private/movies.example.org.key", with: certificate.key)
            try overTLS.setHost("localhost")
            try file.keep(from: "<VirtualHost *:80>", to: "</VirtualHost>\n")
            try file.replace("*:80", with: "127.0.0.1:\(port)")
            try file.replace("https://movies.example.org", with: "https://localhost:\(tls)")
            try file.setHost("localhost")
            return compression + plain.text + overTLS.text + file.text
        }
    }

    func end() {
        apache.program.end()
    }

    var port: UInt16 { apache.program.ports.plain }
    var tlsPort: UInt16? { apache.program.ports.tls }
    var redirectPort: UInt16? { apache.program.ports.redirect }
    var logs: [String] { apache.logs }
}
