/// A real Caddy with deploy/caddy/Caddyfile.
final class Caddy: WebServer {
    private let program: ServerProgram
    private let log: String

    init(_ site: ServedSite) throws {
        let directory = site.directory
        let log = "\(directory)/output"
        self.log = log
        program = try ServerProgram(
            "Caddy", speaksTLS: site.certificate != nil, environment: ["HOME": directory], output: log
        ) { ports in
            var file = try ProductFile("deploy/caddy/Caddyfile")
            try file.replace("/run/movie-bag/movie-bag.sock", with: site.socket)
            try file.replace("handle /* {", with: "handle \(site.prefix)/* {")
            try file.replace("path /reset/*", with: "path \(site.prefix)/reset/*")
            try file.uncomment(from: "log", through: "log")
            try Files.write(
                try Self.addingPorts(ports, to: file, certificate: site.certificate), to: "\(directory)/Caddyfile")
            return ["caddy", "run", "--config", "\(directory)/Caddyfile", "--adapter", "caddyfile"]
        }
    }

    func end() {
        program.end()
    }

    var port: UInt16 { program.ports.plain }
    var tlsPort: UInt16? { program.ports.tls }
    var logs: [String] { [log] }

    /// Makes a site for each port of the file's one, and adds what keeps Caddy off the ports of others.
    private static func addingPorts(
        _ ports: ServerProgram.Ports, to file: ProductFile, certificate: Certificate?
    ) throws -> String {
        guard let start = file.text.firstRange(of: "\nmovies.example.org {")?.lowerBound else {
            throw Failure("deploy/caddy/Caddyfile has no site movies.example.org")
        }
        let site = String(file.text[start...])
        let options = """

            {
            \tadmin off
            \tauto_https disable_redirects
            \thttp_port \(ports.plain)
            \tdefault_bind 127.0.0.1
            """
        let plain =
            String(file.text[..<start]).replacing("\n{", with: options, maxReplacements: 1)
            + site.replacing("movies.example.org {", with: "http://localhost:\(ports.plain) {")
        guard let certificate, let port = ports.tls else { return plain }
        let line = "# tls /etc/ssl/certs/movies.example.org.pem /etc/ssl/private/movies.example.org.key"
        guard site.contains(line) else { throw Failure("deploy/caddy/Caddyfile has no line for a certificate") }
        return plain
            + site.replacing(line, with: "tls \(certificate.path) \(certificate.key)")
            .replacing("movies.example.org {", with: "https://localhost:\(port) {")
    }
}
