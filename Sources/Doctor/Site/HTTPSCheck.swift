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

    private var transport: [Finding] {
        guard health.values("Strict-Transport-Security").isEmpty else {
            return [.ok("site: the certificate is valid, and browsers are told to stay with TLS")]
        }
        return [
            .warning(
                "site: the certificate is valid, but there is no Strict-Transport-Security",
                fix: WebServer.advice(
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
