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
            file.edit { line in
                guard line.hasSuffix("# prefix") else { return line }
                return line.replacing(" /", with: " \(site.prefix)/")
            }
            try file.uncomment(from: "log", through: "log")
            if site.compression == .everything {
                try file.replace("\timport movie-bag\n", with: "\tencode gzip\n\timport movie-bag\n")
            }
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
    var redirectPort: UInt16? { program.ports.redirect }
    var logs: [String] { [log] }

    /// Makes a site for each port of the file's one, and adds what keeps Caddy off the ports of others.
    private static func addingPorts(
        _ ports: ServerProgram.Ports, to file: ProductFile, certificate: Certificate?
    ) throws -> String {
        var (redirect, site) = (file, file)
        try redirect.keep(from: "\nhttp://movies.example.org {", to: "\n}\n")
        try site.keep(from: "\nmovies.example.org {", to: "\n}\n")
        let options = """

            {
            \tadmin off
            \tauto_https disable_redirects
            \thttp_port \(ports.plain)
            \tdefault_bind 127.0.0.1
            """
        var (common, plain) = (file, site)
        try common.replace(redirect.text, with: "\n")
        try common.replace(site.text, with: "\n")
        try plain.replace("\ttls {\n\t\tprotocols tls1.2 tls1.3\n\t}\n", with: "")
        try plain.replace("movies.example.org {", with: "http://localhost:\(ports.plain) {")
        let text = common.text.replacing("\n{", with: options, maxReplacements: 1) + plain.text
        guard let certificate, let tls = ports.tls, let port = ports.redirect else { return text }
        try site.replace("\ttls {", with: "\ttls \(certificate.path) \(certificate.key) {")
        try site.replace("\nmovies.example.org {", with: "\nhttps://localhost:\(tls) {")
        try redirect.replace("https://movies.example.org", with: "https://localhost:\(tls)")
        try redirect.replace("http://movies.example.org {", with: "http://localhost:\(port) {")
        return text + redirect.text + site.text
    }
}
