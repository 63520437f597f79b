/// Whether a path reaches the service as it was sent. Apache refuses `%2F`, or decodes it.
///
/// Tests: SiteExaminationTests.swift
struct EncodedSlashCheck {
    let site: AskedSite
    let server: WebServer?

    func findings() async -> [Finding] {
        let outcome = await site.ask("GET", "/api/movies/a%2Fb")
        switch outcome.response {
        case let response? where response.status == 400 && response.error == "MovieNotExists":
            return [.ok("site: paths reach the service as they were sent")]
        // Where the collection is for accounts. Another path would not have been found.
        case let response? where response.error == "MissingToken":
            return [.ok("site: paths reach the service as they were sent")]
        case let response? where (response.status == 400 || response.status == 404) && response.error == nil:
            return [
                .warning(
                    "site: the web server itself refuses paths with %2F (\(outcome.words)); no route needs one",
                    fix: remedy)
            ]
        default:
            return [
                .problem(
                    "site: a path with %2F does not reach the service as it was sent (\(outcome.words))", fix: remedy)
            ]
        }
    }

    private var remedy: String {
        WebServer.advice(
            for: server,
            [
                .nginx: "fastcgi_param REQUEST_URI $request_uri; and no rewrite before",
                .apache: "AllowEncodedSlashes NoDecode, in the virtual host; where that is the host's, leave it",
                .lighttpd: "server.http-parseopts without \"url-path-2f-reject\"",
                .caddy: "no uri or rewrite directive before the service",
            ])
    }
}
