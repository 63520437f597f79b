import Glibc

/// A real nginx with the configuration files of this package, on ports and in a directory of its own.
package final class Nginx: WebServer {
    package let directory: String
    private let program: ServerProgram

    /// Starts nginx.
    ///
    /// - Parameter keepsConnections: whether it uses a connection to a service for more than one request.
    init(_ site: ServedSite, keepsConnections: Bool = true) throws {
        let directory = site.directory
        self.directory = directory
        try Self.writeLocations(of: site, keepsConnections: keepsConnections)
        let asRoot = geteuid() == 0 ? ["-g", "user root;"] : []
        program = try ServerProgram("nginx", speaksTLS: site.certificate != nil, output: "\(directory)/output") {
            ports in
            try Self.writeConfiguration(of: site, ports)
            return ["nginx", "-p", directory, "-c", "nginx.conf"] + asRoot
        }
    }

    package func end() {
        program.end()
    }

    package var port: UInt16 { program.ports.plain }
    package var tlsPort: UInt16? { program.ports.tls }
    package var redirectPort: UInt16? { program.ports.redirect }
    package var accessLog: String { "\(directory)/access.log" }
    package var errorLog: String { "\(directory)/error.log" }
    package var logs: [String] { [accessLog, errorLog] }

    private static func writeConfiguration(of site: ServedSite, _ ports: ServerProgram.Ports) throws {
        let tls = try tlsLines(of: site, port: ports.tls)
        var file = try ProductFile("nginx/local.conf")
        var changed = 0
        file.edit { line in
            guard line.contains("# change here") else { return line }
            changed += 1
            if line.contains("listen ") {
                return "listen 127.0.0.1:\(ports.plain);\n\(tls)"
            }
            return site.sockets.map { line.replacing("/run/movie-bag/movie-bag.sock", with: $0) }
                .joined(separator: "\n")
        }
        guard changed == 2 else { throw Failure("nginx/local.conf has \(changed) lines to change, not 2") }
        var text = file.text
        if site.caches { text = try addingMicrocache(to: text, in: site.directory) }
        text = text.replacing(
            "    server {", with: "\(try redirectServer(of: site, ports))\(compression(of: site))    server {",
            maxReplacements: 1)
        try Files.write(text, to: "\(site.directory)/nginx.conf")
    }

    /// What a site has that compresses JSON.
    private static func compression(of site: ServedSite) -> String {
        site.compression == .none ? "" : "gzip on; gzip_types application/json; gzip_proxied any;\n"
    }

    /// The server of port 80 in nginx/movie-bag.conf.
    private static func redirectServer(of site: ServedSite, _ ports: ServerProgram.Ports) throws -> String {
        guard let tls = ports.tls, let redirect = ports.redirect else { return "" }
        var file = try ProductFile("nginx/movie-bag.conf")
        try file.keep(from: "server {\n    listen 80;", to: "\n}\n")
        try file.replace("listen 80;", with: "listen 127.0.0.1:\(redirect);")
        try file.replace("https://movies.example.org", with: "https://localhost:\(tls)")
        try file.replace("^/api(/|$) {  # prefix", with: "^\(site.prefix)/api(/|$) {")
        try file.setHost("localhost")
        return file.text
    }

    /// The lines for TLS in nginx/movie-bag.conf.
    private static func tlsLines(of site: ServedSite, port: UInt16?) throws -> String {
        guard let certificate = site.certificate, let port else { return "" }
        var file = try ProductFile("nginx/movie-bag.conf")
        try file.replace("/etc/ssl/certs/movies.example.org.pem", with: certificate.path)
        try file.replace("/etc/ssl/private/movies.example.org.key", with: certificate.key)
        let lines = file.text.split(separator: "\n").filter { $0.hasPrefix("    ssl_") }
        return "listen 127.0.0.1:\(port) ssl;\n\(lines.joined(separator: "\n"))"
    }

    /// Puts the prefix where the comment at the top of that file says.
    private static func writeLocations(of site: ServedSite, keepsConnections: Bool) throws {
        let prefix = site.prefix
        var file = try ProductFile("nginx/movie-bag-locations.conf")
        if site.compression == .everything { try file.replace("gzip off;", with: "") }
        if !keepsConnections { try file.replace("fastcgi_keep_conn on;", with: "fastcgi_keep_conn off;") }
        file.edit { line in
            for start in ["location /api", "location = /api", "location ~ ^/(", "location ~ ^/\\.well-known"]
            where line.hasPrefix(start) {
                return line.split(separator: "/", maxSplits: 1).joined(separator: "\(prefix)/")
            }
            guard !line.hasPrefix("#") else { return line }
            return line.replacing("/movie-bag-error/reset/", with: "/movie-bag-error\(prefix)/reset/")
        }
        try Files.write(file.text, to: "\(site.directory)/movie-bag-locations.conf")
    }
}
