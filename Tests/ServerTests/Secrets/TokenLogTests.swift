import TestSite
import Testing

extension ServerTests {
    /// A token in an address must not get into a log.
    @EndToEnd
    @Suite struct TokenLogTests {
        @Test(arguments: Place.all)
        func noLogHoldsATokenOfAResetLink(_ place: Place) throws {
            // A site of its own, as servers write out their logs when they end.
            let site = try Site(server: place.server, prefix: place.prefix, tls: true)
            let visible = "/api/movies/visible"
            _ = try site.mounted.get(visible)
            try openLinks(at: site)
            if let service = site.services.first {
                try service.stop()
                for path in ["/reset/secret-token", "/reset/secret-token?again"] { _ = try site.mounted.get(path) }
            }
            _ = try site.redirectClient?.get("\(site.prefix)/reset/secret-token")
            _ = try site.mounted.get(visible)
            site.end()

            let logs = try (site.server.logs + site.services.map(\.log)).map { ($0, try Files.text($0)) }
            #expect(logs.contains { $0.1.contains(visible) }, "nothing is logged at all")
            let holding = logs.filter { $0.1.contains("secret-token") }
            switch place.server {
            case .apacheFcgid:
                // The host's; nothing in .htaccess can change it.
                #expect(holding.map(\.0).allSatisfy { $0.hasSuffix("/access.log") } && holding.count == 1)
                try place.shows(.logs, otherwise: "the host's access log does")
            case .lighttpdSocket, .lighttpdSpawn:
                // What is no HTTP it logs before it asks for which addresses it shall.
                let lines = holding.map(\.1).joined().split(separator: "\n").filter { $0.contains("secret-token") }
                #expect(lines.count == 2 && lines.allSatisfy { $0.contains(" HTTP/1.1\" 400 ") })
                try place.shows(.logs, otherwise: "yes, but for malformed requests")
            case .nginx, .nginxWithoutKeepConn, .apacheProxy, .caddy:
                #expect(holding.map(\.0) == [])
                try place.shows(.logs)
            }
        }

        private func openLinks(at site: Site) throws {
            let reset = "/reset/secret-token"
            for path in [
                reset, "\(reset)/", "\(reset)?x=y", "/reset//secret-token", "//reset/secret-token",
                "/%72eset/secret-token",
                "\(reset)%00", "\(reset)\(String(repeating: "x", count: 40_000))",
            ] {
                _ = try site.mounted.get(path)
            }
            _ = try site.mounted.post(reset, form: "password=short")
            _ = try site.mounted.send(HTTPRequest("TRACE", reset))
            _ = try site.mounted.send(HTTPRequest("PUT", reset, form: "password=short"))
            // Without a Host it is refused before the server knows which site it is for.
            let connection = try site.client.connect()
            try connection.send(Array("GET \(site.prefix)\(reset) HTTP/1.1\r\n\r\n".utf8))
            _ = try connection.receive()
        }
    }
}
