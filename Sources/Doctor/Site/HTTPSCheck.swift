import MovieBag

/// Whether the site is only to be had through TLS.
///
/// Tests: SiteExaminationTests.swift
struct HTTPSCheck {
    let site: AskedSite
    let server: WebServer?
    let health: SiteResponse

    func findings() async -> [Finding] {
        guard site.isHTTPS else {
            if ["localhost", "127.0.0.1", "[::1]"].contains(site.url.host.lowercased()) {
                return [.ok("site: no TLS, and none is needed on this machine alone")]
            }
            return [
                .warning(
                    "site: it has no TLS: passwords travel readable for all on their way",
                    fix: "get a certificate, for example\nsudo apt-get install certbot")
            ]
        }
        return transport + (await clear())
    }

    private static let year = 31_536_000

    /// The seconds that a Strict-Transport-Security is for (RFC 6797, section 6.1.1); `nil` where it does not say.
    private static func maximumAge(_ value: String) -> Int? {
        for directive in value.lowercased().split(separator: ";") {
            let parts = directive.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\"" } }
            if parts.count == 2, parts[0] == "max-age" { return Int(parts[1]) }
        }
        return nil
    }

    private var transport: [Finding] {
        let said = health.values("Strict-Transport-Security")
        // A browser reads the first one only (RFC 6797, section 8.1).
        let seconds = said.first.flatMap(Self.maximumAge)
        if let seconds, seconds >= Self.year {
            return [.ok("site: the certificate is valid, and browsers are told to stay with TLS")]
        }
        let lack =
            said.isEmpty
            ? "there is no Strict-Transport-Security" : "Strict-Transport-Security is for less than a year"
        return [
            .warning(
                "site: the certificate is valid, but \(lack)",
                fix: "take the comment sign off this line of the web server's file, whose price is said beside it:\n"
                    + WebServer.advice(
                        for: server,
                        [
                            .nginx: "add_header Strict-Transport-Security \"max-age=31536000\" always;",
                            .apache: "Header always set Strict-Transport-Security \"max-age=31536000\"",
                            .lighttpd:
                                "setenv.add-response-header = (\"Strict-Transport-Security\" => \"max-age=31536000\")",
                            .caddy: "header Strict-Transport-Security max-age=31536000",
                        ]))
        ]
    }

    /// What the same host says without TLS, on its usual port. A redirect is not followed, so that it is no response.
    private func clear() async -> [Finding] {
        let url = "http://\(site.url.host)\(site.url.path)/api/health"
        let outcome = await site.ask(SiteRequest("GET", url))
        guard let response = outcome.response, ReachCheck.isHealthy(response) else { return [] }
        return [
            .problem(
                "site: \(url) serves the API without TLS too: passwords can be read on their way",
                fix:
                    "for port 80 take the part that the web server's file has for it: people are led on, the API is refused\n"
                    + WebServer.advice(
                        for: server,
                        [
                            .nginx: "the server with listen 80 in nginx/movie-bag.conf",
                            .apache:
                                "<VirtualHost *:80> in deploy/apache/movie-bag.conf; in .htaccess the lines with HTTPS",
                            .lighttpd: "$HTTP[\"scheme\"] == \"http\" in the files of deploy/lighttpd",
                            .caddy: "the site http://movies.example.org in deploy/caddy/Caddyfile",
                        ]))
        ]
    }
}
