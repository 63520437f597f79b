import MovieBag

/// Whether the site is only to be had through TLS.
struct HTTPSCheck {
    let site: AskedSite
    let server: WebServer?
    let health: SiteAnswer

    func findings() async -> [Finding] {
        guard site.isHTTPS else {
            if ["localhost", "127.0.0.1", "[::1]"].contains(site.url.host.lowercased()) {
                return [.ok("site: no TLS, and none is needed on this machine alone")]
            }
            return [
                .warning(
                    "site: it has no TLS: passwords travel readable for all on their way",
                    mend: "get a certificate, for example\nsudo apt-get install certbot")
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
                mend: WebServer.advice(
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

    /// What the same host says without TLS, on its usual port.
    private func clear() async -> [Finding] {
        let url = "http://\(site.url.host)\(site.url.path)/api/health"
        let outcome = await site.ask(SiteRequest("GET", url))
        guard let answer = outcome.answer, ReachCheck.isHealthy(answer) else { return [] }
        return [
            .warning(
                "site: \(url) serves the API without TLS too",
                mend: WebServer.advice(
                    for: server,
                    [
                        .nginx: "server { listen 80; access_log off; return 301 https://$host$request_uri; }",
                        .apache: "in the virtual host of port 80: Redirect permanent / https://\(site.url.host)/",
                        .lighttpd:
                            "$HTTP[\"scheme\"] == \"http\" { url.redirect = (\"\" => \"https://${url.authority}${url.path}\") }",
                        .caddy: "name the site without http://, then it redirects by itself",
                    ]))
        ]
    }
}
