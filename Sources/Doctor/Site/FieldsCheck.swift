import MovieBag

/// The fields that make answers safe, as they come out of the web server.
///
/// Tests: SiteExaminationTests.swift
struct FieldsCheck {
    let site: AskedSite
    let server: WebServer?
    let health: SiteResponse

    func findings() async -> [Finding] {
        let error = await site.ask("GET", "/api/doctor")
        let page = await site.ask("GET", "/reset/doctor")
        let findings =
            expect(health, "a response", type: "application/json")
            + expect(error.response, "an error", type: "application/json")
            + expect(page.response, "a page", type: "text/html; charset=utf-8") + privacy(page) + version
        return findings.isEmpty ? [.ok("site: responses have the fields that they need, once each")] : findings
    }

    private func expect(_ response: SiteResponse?, _ what: String, type: String) -> [Finding] {
        guard let response else { return [] }
        var findings: [Finding] = []
        // A browser takes no notice of an opener policy that it gets twice.
        for (name, value) in [("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Opener-Policy", "same-origin")] {
            let values = response.values(name)
            guard values != [value] else { continue }
            findings.append(
                .problem(
                    "site: \(what) has \(name) \(values.count) times, not once with \(value)",
                    fix: values.count > 1
                        ? "the service sends it: take it out of the web server's configuration"
                        : "let the web server leave the fields of responses as they are"))
        }
        let types = response.values("Content-Type")
        if types != [type] {
            findings.append(
                .problem(
                    "site: \(what) has Content-Type \(types.joined(separator: " and ")), not \(type)",
                    fix: "let the web server neither add a charset nor answer in the service's place"))
        }
        return findings
    }

    /// The address of a page holds a token, so nothing may keep or pass it on.
    private func privacy(_ outcome: SiteOutcome) -> [Finding] {
        guard let page = outcome.response, page.status == 403, page.isHTML else {
            return [
                .problem(
                    "site: links in mails do not reach the service: /reset/doctor gives \(outcome.words), not a page with 403",
                    fix: "hand \(site.url.path)/reset/ to the service, as \(site.url.path)/api/")
            ]
        }
        let wanted = [("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store")]
        let missing = wanted.filter { name, value in page.values(name) != [value] }.map { "\($0): \($1)" }
        // A second one, which lighttpd adds, can only forbid more.
        let hasPolicy = !page.values("Content-Security-Policy").isEmpty
        guard !missing.isEmpty || !hasPolicy else { return [] }
        let lacks = (missing + (hasPolicy ? [] : ["a Content-Security-Policy"])).joined(separator: ", ")
        return [
            .problem(
                "site: the page for a new password lacks \(lacks)",
                fix: "let the web server leave the fields of responses as they are")
        ]
    }

    private var version: [Finding] {
        guard let said = health.values("Server").first, said.contains(where: \.isNumber) else { return [] }
        return [
            .warning(
                "site: Server says \(said), a version that helps attackers to find outdated servers",
                fix: WebServer.advice(
                    for: server,
                    [
                        .nginx: "server_tokens off;", .apache: "ServerTokens Prod",
                        .lighttpd: "server.tag = \"lighttpd\"",
                    ]))
        ]
    }
}
