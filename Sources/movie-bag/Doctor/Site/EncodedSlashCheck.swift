/// Whether a path reaches the service as it was sent. Apache refuses `%2F`, or decodes it.
struct EncodedSlashCheck {
    let site: AskedSite
    let server: WebServer?

    func findings() async -> [Finding] {
        let outcome = await site.ask("GET", "/api/movies/a%2Fb")
        if outcome.answer?.status == 400 && outcome.answer?.error == "MovieNotExists" {
            return [.ok("site: paths reach the service as they were sent")]
        }
        return [
            .problem(
                "site: a path with %2F does not reach the service as it was sent (\(outcome.words))",
                mend: WebServer.advice(
                    for: server,
                    [
                        .nginx: "fastcgi_param REQUEST_URI $request_uri; and no rewrite before",
                        .apache: "AllowEncodedSlashes NoDecode, in the virtual host",
                        .lighttpd: "server.http-parseopts without \"url-path-2f-reject\"",
                        .caddy: "no uri or rewrite directive before the service",
                    ]))
        ]
    }
}
