import MovieBag

/// Why a site's health cannot be seen, if it cannot.
///
/// Tests: SiteExaminationTests.swift
struct ReachCheck {
    let site: AskedSite
    let publicURL: PublicURL?

    static func isHealthy(_ response: SiteResponse) -> Bool {
        response.status == 200 && response.body == #"{"status":"ok"}"#
    }

    func findings(_ outcome: SiteOutcome) -> [Finding] {
        switch outcome {
        case .response(let response): [judge(response)]
        case .failure(let failure): [judge(failure)]
        }
    }

    private func judge(_ failure: SiteFailure) -> Finding {
        let host = site.url.host
        return switch failure {
        case .noProgram:
            .problem("site: it is asked through curl, which is not installed", fix: "sudo apt-get install curl")
        case .unknownHost:
            .problem(
                "site: the name \(host) is not known", fix: "see what the DNS says of it:\ngetent hosts \(host)")
        case .refused:
            .problem(
                "site: nothing listens at \(site.url)",
                fix:
                    "start the web server, and see that it listens on this port and that a firewall lets it pass:\nss -ltn"
            )
        case .timedOut:
            .problem(
                "site: \(site.url) did not answer within 10 seconds",
                fix: "see whether a firewall stands before it, and what the web server's error log says")
        case .badCertificate(let reason):
            .problem(
                "site: its certificate is not valid: \(reason)",
                fix: """
                    renew it, name \(host) in it, and give the web server the whole chain; for a certificate of your own, \
                    --ca-certificate FILE; see what it shows:
                    openssl s_client -connect \(host):443 -servername \(host) </dev/null
                    """)
        case .other(let reason):
            .problem("site: \(site.url) does not answer: \(reason)", fix: "see what the web server's error log says")
        }
    }

    private func judge(_ response: SiteResponse) -> Finding {
        let server = WebServer(response)
        switch response.status {
        case 500...599: return unreachable(response, server)
        case 200 where !response.isJSON || response.body != #"{"status":"ok"}"#:
            return .problem(
                "site: \(site.url)/api/health is answered by something else", fix: handOver(server))
        case 301, 302, 303, 307, 308:
            let place = response.values("Location").first ?? "somewhere else"
            return .problem(
                "site: \(site.url)/api/health redirects to \(place)",
                fix: "ask that address, and set MOVIE_BAG_PUBLIC_URL to it: clients do not repeat a POST elsewhere")
        // As an error of the API, or as a page where the path is none of the API's.
        case 404 where response.error == "NotFound" || response.isPageOfSite:
            let path = site.url.path.isEmpty ? "no path" : "the path \(site.url.path)"
            return .problem(
                "site: the service answers, but knows no /api/health below \(site.url)",
                fix: "the mount prefix is another: this URL has \(path), and MOVIE_BAG_PUBLIC_URL "
                    + (publicURL.map { "is \($0)" } ?? "must have the same, not localhost or another name"))
        case 404:
            return .problem(
                "site: \(site.url)/api/health is not there (404): the web server does not hand it to the service",
                fix: handOver(server))
        case 401, 403:
            return .problem(
                "site: the web server itself refuses \(site.url)/api/health (\(response.status))",
                fix: "take its own password or address rules off the paths of the service")
        default:
            return .problem(
                "site: \(site.url)/api/health answers \(response.status)",
                fix: "see what the web server's error log says")
        }
    }

    /// The web server finds no service to pass the request to, or may not pass it.
    private func unreachable(_ response: SiteResponse, _ server: WebServer?) -> Finding {
        let logs = WebServer.advice(
            for: server,
            [
                .nginx: "/var/log/nginx/error.log says \"Permission denied\" or \"No such file\"; "
                    + "fastcgi_pass must name the very socket",
                .apache: "/var/log/apache2/error.log; with mod_fcgid, run the wrapper by hand: it says what is wrong",
                .lighttpd: "/var/log/lighttpd/error.log; server.breakagelog shows what the service says",
                .caddy: "journalctl -u caddy; php_fastcgi or reverse_proxy must name the very socket",
            ])
        return .problem(
            "site: the web server gets no response from the service (\(response.status)): it does not run, or its socket may not "
                + "be opened",
            fix: "see whether it runs, and what the lines about the socket above say:\nsystemctl status movie-bag\n"
                + logs)
    }

    private func handOver(_ server: WebServer?) -> String {
        "hand \(site.url.path)/api/ and the links of mails to the service; deploy/ has a file for each server:\n"
            + WebServer.advice(
                for: server,
                [
                    .nginx: "include snippets/movie-bag-locations.conf in the right server block, then nginx -t",
                    .apache: "ProxyPass to the socket, or the .htaccess with RewriteEngine On and AllowOverride All",
                    .lighttpd: "fastcgi.server with \"check-local\" => \"disable\"",
                    .caddy: "handle with reverse_proxy and transport fastcgi, before file_server",
                ])
    }
}

extension SiteResponse {
    /// Whether the service made it for people: no other page has such a policy.
    fileprivate var isPageOfSite: Bool {
        values("Content-Security-Policy").contains { $0.contains("manifest-src 'self'") }
    }
}
