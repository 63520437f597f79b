import Glibc
import TestFiles

/// A web server before a site's service, with a file as this package had it when /reset/ was the only folder of links: it hands
/// on everything, and keeps only that folder out of its log. No more of those files is here than what matters for that.
package final class EarlierServer {
    private let program: ServerProgram
    /// The file with its lines about requests.
    package let accessLog: String

    /// Starts a server beside the one that the site has.
    ///
    /// - Parameter kind: the site's own, or Apache may not open the socket; one that starts no service.
    package init(_ kind: ServerKind, of site: Site) throws {
        let directory = try site.directory.makeDirectory("earlier")
        let socket = site.directory["0.sock"]
        switch kind {
        case .apacheProxy:
            accessLog = "\(directory)/access.log"
            let served = ServedSite(
                directory: directory, sockets: [socket], prefix: "", caches: false, environment: { _ in [:] },
                account: kind.account, certificate: nil, compression: .none)
            program = try Apache(served, modules: ["proxy", "proxy_fcgi"]) { ports in
                Self.apache(socket, port: ports.plain)
            }.program
        case .lighttpdSocket, .lighttpdSpawn:
            accessLog = "\(directory)/access.log"
            program = try Self.start(kind, in: directory, ["lighttpd", "-D", "-f"]) {
                Self.lighttpd(directory, socket, $0)
            }
        case .caddy:
            accessLog = "\(directory)/output"
            program = try Self.start(kind, in: directory, ["caddy", "run", "--adapter", "caddyfile", "--config"]) {
                Self.caddy(socket, port: $0)
            }
        case .nginx, .nginxWithoutKeepConn, .apacheFcgid:
            accessLog = "\(directory)/access.log"
            let asRoot = geteuid() == 0 ? ["-g", "user root;"] : []
            program = try Self.start(kind, in: directory, ["nginx", "-p", directory] + asRoot + ["-c"]) {
                Self.nginx(socket, port: $0)
            }
        }
    }

    /// Ends it, which makes it write its log out.
    package func end() {
        program.end()
    }

    /// Where it is asked.
    package var url: String { "http://localhost:\(program.ports.plain)" }

    private static func start(
        _ kind: ServerKind, in directory: String, _ command: [String], configuration: (UInt16) -> String
    ) throws -> ServerProgram {
        try ServerProgram(
            "\(kind)", speaksTLS: false, environment: ["HOME": directory], output: "\(directory)/output"
        ) { ports in
            try Files.write(configuration(ports.plain), to: "\(directory)/file.conf")
            return command + ["\(directory)/file.conf"]
        }
    }

    private static func nginx(_ socket: String, port: UInt16) -> String {
        let folders = ["client_body", "fastcgi", "proxy", "scgi", "uwsgi"].map { "\($0)_temp_path \($0);" }
        let variables = ["REQUEST_METHOD", "REQUEST_URI", "CONTENT_TYPE", "CONTENT_LENGTH", "REMOTE_ADDR"]
            .map { "fastcgi_param \($0) $\($0.lowercased());" }
        return """
            daemon off; pid nginx.pid; error_log error.log;
            events { }
            http {
                map $request $is_logged { default 1; "~*reset[^ ]" 0; }
                access_log access.log combined if=$is_logged;
                \(folders.joined(separator: " "))
                server {
                    listen 127.0.0.1:\(port);
                    \(variables.joined(separator: " "))
                    location /reset/ { access_log off; fastcgi_pass unix:\(socket); }
                    location / { fastcgi_pass unix:\(socket); }
                }
            }

            """
    }

    private static func lighttpd(_ directory: String, _ socket: String, _ port: UInt16) -> String {
        """
        server.modules = ( "mod_accesslog", "mod_fastcgi" )
        server.document-root = "\(directory)"
        server.upload-dirs = ( "\(directory)" )
        server.errorlog = "\(directory)/error.log"
        server.bind = "127.0.0.1"
        server.port = \(port)
        accesslog.filename = "\(directory)/access.log"
        fastcgi.server = ( "/" => ((
            "socket" => "\(socket)", "check-local" => "disable", "fix-root-scriptname" => "enable"
        )) )
        $HTTP["url"] =~ "/reset/" {
            accesslog.filename = ""
            server.errorlog = "/dev/null"
        }

        """
    }

    private static func apache(_ socket: String, port: UInt16) -> String {
        """
        <VirtualHost 127.0.0.1:\(port)>
            CustomLog ${APACHE_LOG_DIR}/access.log combined "expr=%{REQUEST_URI} !~ m#/reset/#"
            <Location "/">
                ProxyPass "unix:\(socket)|fcgi://movie-bag/" retry=0
                CGIPassAuth On
            </Location>
        </VirtualHost>

        """
    }

    private static func caddy(_ socket: String, port: UInt16) -> String {
        """
        {
            admin off
            auto_https off
            default_bind 127.0.0.1
            log {
                format filter {
                    wrap json
                    fields {
                        request>uri regexp `/reset/.*` /reset/-
                    }
                }
            }
        }
        http://localhost:\(port) {
            log
            reverse_proxy unix/\(socket) {
                transport fastcgi
                header_down -Status
            }
        }

        """
    }
}
