/// Apache with mod_proxy_fcgi and deploy/apache/movie-bag.conf.
final class ApacheProxy: WebServer {
    private let apache: Apache

    init(_ site: ServedSite) throws {
        apache = try Apache(site, modules: ["proxy", "proxy_fcgi", "headers", "buffer"]) { ports in
            var file = try ProductFile("deploy/apache/movie-bag.conf")
            try file.replace("/run/movie-bag/movie-bag.sock", with: site.socket)
            try file.replace("<Location \"/\">", with: "<Location \"\(site.prefix)/\">")
            try file.setHost("localhost")
            var overTLS = file
            try file.replace("*:80", with: "127.0.0.1:\(ports.plain)")
            guard let certificate = site.certificate, let port = ports.tls else { return file.text }
            try overTLS.uncomment(from: "SSLEngine", through: "SSLCertificateKeyFile")
            try overTLS.replace("*:80", with: "127.0.0.1:\(port)")
            try overTLS.replace("/etc/ssl/certs/movies.example.org.pem", with: certificate.path)
            try overTLS.replace("/etc/ssl/private/movies.example.org.key", with: certificate.key)
            return file.text + overTLS.text
        }
    }

    func end() {
        apache.program.end()
    }

    var port: UInt16 { apache.program.ports.plain }
    var tlsPort: UInt16? { apache.program.ports.tls }
    var logs: [String] { apache.logs }
}
