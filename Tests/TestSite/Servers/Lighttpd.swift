/// A real lighttpd with a configuration file of this package, inside of what Debian's main file says.
final class Lighttpd: WebServer {
    private let directory: String
    private let program: ServerProgram
    private let startsTheService: Bool

    /// Starts lighttpd.
    ///
    /// - Parameter startsTheService: whether it does, or looks for one on the site's socket.
    init(_ site: ServedSite, startsTheService: Bool) throws {
        let directory = site.directory
        self.directory = directory
        self.startsTheService = startsTheService
        try Files.makeDirectory("\(directory)/uploads")
        program = try ServerProgram(
            "lighttpd", speaksTLS: site.certificate != nil, output: "\(directory)/output"
        ) { ports in
            var file = try ProductFile("deploy/lighttpd/movie-bag-\(startsTheService ? "spawn" : "socket").conf")
            if startsTheService {
                try Self.editService(of: site, port: ports.plain, in: &file)
            } else {
                try file.replace("/run/movie-bag/movie-bag.sock", with: site.socket)
            }
            try Self.edit(&file, for: site, ports)
            try Files.write(file.text, to: "\(directory)/movie-bag.conf")
            try Files.write(
                Self.main(in: directory, port: ports.plain, site.compression), to: "\(directory)/lighttpd.conf")
            return ["lighttpd", "-D", "-f", "\(directory)/lighttpd.conf"]
        }
    }

    func end() {
        program.end()
    }

    var port: UInt16 { program.ports.plain }
    var tlsPort: UInt16? { program.ports.tls }
    var redirectPort: UInt16? { program.ports.redirect }
    var logs: [String] {
        ["access.log", "error.log"].map { "\(directory)/\($0)" } + (startsTheService ? [serviceLog] : [])
    }
    private var serviceLog: String { "\(directory)/service.log" }

    private static func editService(of site: ServedSite, port: UInt16, in file: inout ProductFile) throws {
        let settings = try site.writeSettings(port: port, to: "\(site.directory)/movie-bag.env")
        try file.replace("/usr/bin/movie-bag serve", with: "\(Repository.program) serve")
        try file.replace("/etc/movie-bag/movie-bag.env", with: settings)
        try file.replace("/run/lighttpd/movie-bag.sock", with: site.socket)
        try file.replace("/var/log/lighttpd/movie-bag.log", with: "\(site.directory)/service.log")
    }

    private static func edit(
        _ file: inout ProductFile, for site: ServedSite, _ ports: ServerProgram.Ports
    ) throws {
        try file.replace(
            "\"/etc/lighttpd/movie-bag-errors/", with: "\"\(Repository.path)/deploy/lighttpd/movie-bag-errors/")
        var prefixed = 0
        file.edit { line in
            guard line.hasSuffix("# prefix") else { return line }
            prefixed += 1
            return line.replacing("\"/", with: "\"\(site.prefix)/").replacing("\"^/", with: "\"^\(site.prefix)/")
        }
        guard prefixed == 5 else { throw Failure("\(prefixed) lines are marked \"prefix\", not 5") }
        if site.compression == .everything { try file.replace("deflate.mimetypes = ()", with: "") }
        try setTLS(in: &file, site.certificate, ports)
        try file.setHost("localhost")
    }

    /// The site itself is on the plain port too here, and what it has for port 80 on a port of its own.
    private static func setTLS(
        in file: inout ProductFile, _ certificate: Certificate?, _ ports: ServerProgram.Ports
    ) throws {
        let clear = "$HTTP[\"scheme\"] == \"http\""
        guard let certificate, let tls = ports.tls, let redirect = ports.redirect else {
            var server = file
            try server.keep(from: "server.modules += ( \"mod_openssl\" )", to: "\n}\n")
            try file.replace(server.text, with: "")
            return try file.replace(clear, with: "$HTTP[\"scheme\"] == \"none\"")
        }
        let socket = "$SERVER[\"socket\"] == \"127.0.0.1:\(redirect)\""
        try file.replace(clear, with: socket)
        try file.replace("server.modules +=", with: "\(socket) { }\nserver.modules +=")
        try file.replace("https://movies.example.org", with: "https://localhost:\(tls)")
        try file.replace("\":443\"", with: "\"127.0.0.1:\(tls)\"")
        try file.replace("/etc/ssl/certs/movies.example.org.pem", with: certificate.path)
        try file.replace("/etc/ssl/private/movies.example.org.key", with: certificate.key)
    }

    /// What Debian's main configuration and the modules of the first lines say, as far as it makes a difference.
    private static func main(in directory: String, port: UInt16, _ compression: Compression) -> String {
        let compresses = compression != .none
        return """
            server.modules = ( "mod_indexfile", "mod_access", "mod_alias", "mod_redirect", "mod_setenv", "mod_accesslog",
                \(compresses ? "\"mod_deflate\", " : "")"mod_fastcgi" )
            \(compresses ? "deflate.mimetypes = ( \"application/json\" )" : "")
            \(compresses ? "deflate.allowed-encodings = ( \"gzip\" )" : "")
            server.document-root = "\(directory)"
            server.upload-dirs = ( "\(directory)/uploads" )
            server.errorlog = "\(directory)/error.log"
            accesslog.filename = "\(directory)/access.log"
            server.max-fds = 8192
            server.max-connections = 4096
            server.port = \(port)
            server.bind = "127.0.0.1"
            server.feature-flags += ( "server.h2proto" => "enable", "server.h2c" => "enable",
                "server.graceful-shutdown-timeout" => 5 )
            server.http-parseopts = ( "header-strict" => "enable", "host-strict" => "enable", "host-normalize" => "enable",
                "url-normalize-unreserved" => "enable", "url-normalize-required" => "enable",
                "url-ctrls-reject" => "enable", "url-path-2f-decode" => "enable", "url-path-dotseg-remove" => "enable" )
            url.access-deny = ( "~", ".inc" )
            static-file.exclude-extensions = ( ".php", ".pl", ".fcgi" )
            include "\(directory)/movie-bag.conf"
            server.modules += ( "mod_dirlisting", "mod_staticfile" )

            """
    }
}
