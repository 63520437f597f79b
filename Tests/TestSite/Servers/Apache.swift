/// A real Apache with Debian's modules as they come, and the site of whoever starts it.
final class Apache {
    let program: ServerProgram
    let directory: String

    /// The modules that Debian's package has on, and those for TLS, less those for pages of its own.
    private static let standard = [
        "mpm_event", "authz_core", "authz_host", "alias", "autoindex", "deflate", "dir", "env", "filter", "mime",
        "negotiation", "reqtimeout", "setenvif", "socache_shmcb", "ssl",
    ]

    /// Starts Apache.
    ///
    /// - Parameters:
    ///   - modules: what `a2enmod` would put on.
    ///   - sites: the text of a file in sites-enabled, for these ports.
    init(_ site: ServedSite, modules: [String], sites: (ServerProgram.Ports) throws -> String) throws {
        let directory = site.directory
        self.directory = directory
        let variables = Dictionary(
            uniqueKeysWithValues: ["RUN", "LOG", "LOCK"].map { ("APACHE_\($0)_DIR", directory) })
        program = try ServerProgram(
            "Apache", speaksTLS: site.certificate != nil, environment: variables, output: "\(directory)/output"
        ) { ports in
            try Files.write(try sites(ports), to: "\(directory)/site.conf")
            try Files.write(
                Self.main(in: directory, modules: Self.standard + modules, ports), to: "\(directory)/apache2.conf")
            try site.account.own(directory)
            return site.account.launcher + ["apache2", "-f", "\(directory)/apache2.conf", "-D", "FOREGROUND"]
        }
    }

    var logs: [String] { ["access.log", "error.log"].map { "\(directory)/\($0)" } }

    /// Debian's main configuration, as far as it makes a difference, with its files for the modules.
    private static func main(in directory: String, modules: [String], _ ports: ServerProgram.Ports) -> String {
        let includes = modules.map { module in
            """
            Include /etc/apache2/mods-available/\(module).load
            IncludeOptional /etc/apache2/mods-available/\(module).con[f]
            """
        }
        return """
            ServerRoot \(directory)
            ServerName localhost
            PidFile \(directory)/pid
            Mutex file:\(directory) default
            DefaultRuntimeDir \(directory)
            ErrorLog \(directory)/error.log
            LogLevel warn
            ServerTokens Prod
            TraceEnable Off
            \(includes.joined(separator: "\n"))
            LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
            <Directory />
                Options FollowSymLinks
                AllowOverride None
                Require all denied
            </Directory>
            AccessFileName .htaccess
            <FilesMatch "^\\.ht">
                Require all denied
            </FilesMatch>
            \([ports.plain, ports.tls, ports.redirect].compactMap(\.self).map { "Listen 127.0.0.1:\($0)" }.joined(separator: "\n"))
            Include \(directory)/site.conf

            """
    }
}
