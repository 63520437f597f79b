import TestSite
import Testing

extension ServerTests {
    /// A token in an address must not get into a log.
    @EndToEnd
    @Suite struct TokenLogTests {
        /// ASVS 16.2.5
        @Test(arguments: Place.all)
        func noLogHoldsATokenOfALink(_ place: Place) throws {
            // A site of its own, as servers write out their logs when they end.
            let site = try Site(server: place.server, prefix: place.prefix, tls: true)
            let visible = "/api/movies/visible"
            _ = try site.mounted.get(visible)
            try openLinks(at: site)
            if let service = site.services.first {
                try service.stop()
                for folder in Self.folders {
                    for path in ["/\(folder)/secret-token", "/\(folder)/secret-token?again"] {
                        _ = try site.mounted.get(path)
                    }
                }
            }
            if let client = site.redirectClient {
                for path in Self.links { _ = try client.get("\(site.prefix)\(path)") }
            }
            _ = try site.mounted.get(visible)
            site.end()

            let logs = try (site.server.logs + site.services.map(\.log)).map { ($0, try Files.text($0)) }
            #expect(logs.contains { $0.1.contains(visible) }, "nothing is logged at all")
            let holding = logs.filter { $0.1.contains("secret-token") }
            switch place.server {
            case .apacheFcgid:
                // The host's; nothing in .htaccess can change them.
                let names = holding.compactMap { $0.0.split(separator: "/").last.map(String.init) }
                #expect(names.sorted() == ["access.log", "error.log"])
                try place.shows(.logs, otherwise: "the host's logs do")
            case .lighttpdSocket, .lighttpdSpawn:
                // What is no HTTP it logs before it asks for which addresses it shall.
                let lines = holding.map(\.1).joined().split(separator: "\n").filter { $0.contains("secret-token") }
                #expect(!lines.isEmpty)
                #expect(lines.allSatisfy { $0.contains("\" 400 ") || $0.contains("/secret-token/../") })
                try place.shows(.logs, otherwise: "yes, but for malformed requests")
            case .nginx, .nginxWithoutKeepConn, .apacheProxy, .caddy:
                #expect(holding.map(\.0) == [])
                try place.shows(.logs)
            }
        }

        /// As mails have it, in spellings that mean the same, and as what is no path.
        private static let links = folders.flatMap { folder in
            let link = "/\(folder)/secret-token"
            let escaped = "/%\(String(folder.utf8.first ?? 0, radix: 16))\(folder.dropFirst())/secret-token"
            return [
                link, "\(link)/", "\(link)?x=y", "/\(folder)//secret-token", "//\(folder)/secret-token", escaped,
                "\(escaped)%2", "\(link)%2", "\(link)%", "\(link)%zz", "\(link)%00", "\(link)/../../../..",
            ]
        }

        private static let folders = ["reset", "verify", "email", "invitation"]

        private func openLinks(at site: Site) throws {
            for folder in Self.folders {
                _ = try site.mounted.get("/\(folder)/secret-token\(String(repeating: "x", count: 40_000))")
            }
            for path in Self.links { _ = try site.mounted.get(path) }
            for folder in Self.folders { try refuse("/\(folder)/secret-token", at: site) }
        }

        private func refuse(_ reset: String, at site: Site) throws {
            // What a browser asks for on account of a page, and how it is refused.
            for path in ["/favicon.ico", "/api/movies/x", "/api/%2"] {
                let request = HTTPRequest("GET", path).with("Referer", "\(site.url)\(reset)")
                _ = try site.mounted.send(request)
            }
            _ = try site.mounted.post(reset, form: "password=short")
            _ = try site.mounted.send(HTTPRequest("TRACE", reset))
            _ = try site.mounted.send(HTTPRequest("PUT", reset, form: "password=short"))
            // Without a Host it is refused before the server knows which site it is for.
            let connection = try site.client.connect()
            try connection.send(Array("GET \(site.prefix)\(reset) HTTP/1.1\r\n\r\n".utf8))
            _ = try connection.receive()
            // The client is gone before it has said all.
            for text in ["GET \(site.prefix)\(reset)", "GET \(site.prefix)\(reset) HTTP/1.1\r\nHost: loc"] {
                let connection = try site.client.connect()
                try connection.send(Array(text.utf8))
            }
        }
    }
}
