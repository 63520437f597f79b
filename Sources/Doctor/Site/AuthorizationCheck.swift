/// Whether the web server passes Authorization on: Apache does not by itself.
///
/// Tests: SiteExaminationTests.swift
struct AuthorizationCheck {
    let site: AskedSite
    let server: WebServer?

    func findings() async -> [Finding] {
        // No movie has this id, so even a good token would change nothing.
        let outcome = await site.ask(
            "DELETE", "/api/movies/000000000000000000000000", fields: ["Authorization: Bearer doctor"])
        return switch outcome.response?.error {
        case "BadAccessToken": [.ok("site: Authorization reaches the service")]
        case "MissingToken":
            [
                .problem(
                    "site: Authorization does not reach the service, so no user can change anything",
                    fix: WebServer.advice(
                        for: server,
                        [
                            .apache: "CGIPassAuth On (works in .htaccess too)",
                            .nginx: "no fastcgi_param HTTP_AUTHORIZATION may empty it",
                            .lighttpd: "no setenv or auth module may take it away",
                            .caddy: "no header_up or request_header may take it away",
                        ]))
            ]
        default:
            [
                .problem(
                    "site: DELETE is answered by something else than the service (\(outcome.words))",
                    fix: "let the web server hand on every method: GET, HEAD, POST, PUT, DELETE")
            ]
        }
    }
}
