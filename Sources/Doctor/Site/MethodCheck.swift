import MovieBag

/// Methods that need care on the way, and responses that depend on what the client has already.
///
/// Tests: SiteExaminationTests.swift
struct MethodCheck {
    let site: AskedSite
    let server: WebServer?
    /// Who can read the collection.
    let readers: Readers

    func findings() async -> [Finding] {
        let findings = await head() + trace() + condition()
        return findings.isEmpty ? [.ok("site: HEAD and If-None-Match work, TRACE is refused")] : findings
    }

    private func head() async -> [Finding] {
        let outcome = await site.ask("HEAD", "/api/health")
        if let response = outcome.response, response.status == 200, response.body.isEmpty { return [] }
        return [
            .warning(
                "site: HEAD does not answer like GET (\(outcome.words))",
                fix: "let the web server hand HEAD on to the service")
        ]
    }

    private func trace() async -> [Finding] {
        let outcome = await site.ask("TRACE", "/api/health")
        guard outcome.response?.status == 200 else { return [] }
        return [
            .problem(
                "site: TRACE is answered, which shows request headers to scripts",
                fix: WebServer.advice(
                    for: server, [.apache: "TraceEnable Off"]))
        ]
    }

    private func condition() async -> [Finding] {
        // Both have tags.
        let (path, name) =
            readers == .anyone ? ("/api/movies?limit=1", "movies") : ("/api/openapi.json", "the description")
        let first = await site.ask("GET", path)
        guard let tag = first.response?.values("ETag").first else {
            return [
                .warning(
                    "site: the ETag of \(name) does not arrive (\(first.words))",
                    fix: "let the web server leave the fields of responses as they are")
            ]
        }
        let second = await site.ask("GET", path, fields: ["If-None-Match: \(tag)"])
        // A change in between is answered with 200 and another tag.
        if second.response?.status == 304 || second.response.map({ $0.values("ETag") != [tag] }) == true { return [] }
        return [
            .warning(
                "site: If-None-Match is not answered with 304, so readers load what they have (\(second.words))",
                fix: WebServer.advice(
                    for: server, [.apache: "DeflateAlterETag NoChange, where mod_deflate compresses"]))
        ]
    }
}
