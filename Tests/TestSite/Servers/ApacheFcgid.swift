/// Apache with mod_fcgid on a shared host: the host's configuration knows nothing of Movie-bag, and everything else is in
/// the files that a customer uploads.
final class ApacheFcgid: WebServer {
    private let apache: Apache

    init(_ site: ServedSite) throws {
        let home = "\(site.directory)/home"
        let documents = "\(home)/htdocs"
        try Files.makeDirectory(home)
        for folder in [documents, documents + Self.redirecting] { try Files.makeDirectory(folder) }
        try Self.upload(to: home)
        apache = try Apache(site, modules: ["headers", "rewrite", "fcgid"]) { ports in
            // The templates are beside the program.
            let settings = try site.writeSettings(
                port: ports.plain, to: "\(home)/movie-bag.env", without: "MOVIE_BAG_TEMPLATES")
            try Self.upload(to: documents + site.prefix, home: home, settings: settings, of: site)
            try Self.upload(
                to: documents + Self.redirecting + site.prefix, home: home, settings: settings, of: site,
                redirects: true)
            return Self.host(documents, site, ports)
        }
    }

    func end() {
        apache.program.end()
    }

    var port: UInt16 { apache.program.ports.plain }
    var tlsPort: UInt16? { apache.program.ports.tls }
    var redirectPort: UInt16? { apache.program.ports.redirect }
    var logs: [String] { apache.logs }

    /// A copy, as a host's customer has, whom nobody lets into the directory with this package.
    private static func upload(to home: String) throws {
        let copy = try FinishedProgram(["cp", "-r", Repository.program, "\(Repository.path)/templates", home])
        guard copy.ending == .status(0) else { throw Failure("cp: \(copy.errors)") }
    }

    /// What the folder of the site has behind its name that only redirects.
    private static let redirecting = "-redirecting"

    /// - Parameter redirects: whether the customer has taken the comment signs off the lines for that.
    private static func upload(
        to folder: String, home: String, settings: String, of site: ServedSite, redirects: Bool = false
    ) throws {
        if Files.inode(folder) == nil { try Files.makeDirectory(folder) }
        var file = try ProductFile("deploy/apache/shared-hosting/.htaccess")
        if redirects { try file.uncomment(from: "RewriteCond %{HTTPS}", through: "RewriteRule ^ https://") }
        if site.compression == .everything { try file.replace("SetEnv no-gzip 1", with: "") }
        try Files.write(file.text, to: "\(folder)/.htaccess")
        var wrapper = try ProductFile("deploy/apache/shared-hosting/movie-bag.fcgi")
        try wrapper.replace("/home/you/movie-bag/movie-bag.env", with: settings)
        try wrapper.replace("/home/you/movie-bag/movie-bag", with: "\(home)/movie-bag")
        try Files.write(wrapper.text, to: "\(folder)/movie-bag.fcgi", mode: 0o755)
    }

    /// What the host has configured.
    private static func host(_ documents: String, _ site: ServedSite, _ ports: ServerProgram.Ports) -> String {
        func common(_ documents: String) -> String {
            """
            ServerName localhost
            DocumentRoot \(documents)
            CustomLog \(site.directory)/access.log combined
            <Directory \(documents)>
                AllowOverride All
                Require all granted
            </Directory>
            \(site.compression == .none ? "" : "AddOutputFilterByType DEFLATE application/json")
            """
        }
        let plain = """
            FcgidIPCDir \(site.directory)
            FcgidProcessTableFile \(site.directory)/fcgid_shm
            <VirtualHost 127.0.0.1:\(ports.plain)>
            \(common(documents))
            </VirtualHost>

            """
        guard let certificate = site.certificate, let port = ports.tls, let redirect = ports.redirect else {
            return plain
        }
        return plain + """
            <VirtualHost 127.0.0.1:\(port)>
            \(common(documents))
            SSLEngine on
            SSLCertificateFile \(certificate.path)
            SSLCertificateKeyFile \(certificate.key)
            </VirtualHost>
            <VirtualHost 127.0.0.1:\(redirect)>
            \(common(documents + redirecting))
            </VirtualHost>

            """
    }
}
