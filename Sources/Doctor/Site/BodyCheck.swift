/// Whether bodies as large as the service takes get there, and no larger ones.
///
/// Tests: SiteExaminationTests.swift
struct BodyCheck {
    let site: AskedSite
    let server: WebServer?
    let limit: Int

    /// More than mod_fcgid lets pass by itself, and buffers on the way hold.
    private static let middling = 200_000
    /// A body that is larger is not worth a check's time.
    private static let largest = 16 << 20

    func findings() async -> [Finding] {
        var findings: [Finding] = []
        if Self.middling < limit { findings += await expectPassage(of: Self.middling) }
        if limit <= Self.largest {
            if findings.isEmpty { findings += await expectPassage(of: limit) }
            // Where less does not get through, more says nothing.
            if findings.isEmpty { findings += await expectRefusal(of: limit + 1) }
        } else {
            findings.append(.skipped("site: bodies as large as MOVIE_BAG_MAX_BODY_BYTES (\(limit)) were not tried"))
        }
        findings += await expectChunks()
        if findings.isEmpty {
            findings = [.ok("site: bodies of \(limit) bytes arrive, in chunks too, and larger ones are refused")]
        }
        return findings
    }

    /// A movie may be as large as any body; without a token the service refuses it once it has read all, before any work.
    private func send(_ count: Int, fields: [String] = []) async -> SiteOutcome {
        await site.ask(
            "POST", "/api/movies", fields: ["Content-Type: application/json"] + fields,
            body: [UInt8](repeating: UInt8(ascii: " "), count: count))
    }

    private func expectPassage(of count: Int) async -> [Finding] {
        let outcome = await send(count)
        guard outcome.response?.error != "MissingToken" else { return [] }
        let sentence =
            "site: a body of \(count) bytes does not reach the service, which takes \(limit) (\(outcome.words))"
        let remedy =
            WebServer.advice(
                for: server,
                [
                    .nginx: "client_max_body_size \(limit); in the locations of the service",
                    .apache: "LimitRequestBody \(limit); with mod_fcgid FcgidMaxRequestLen \(limit)",
                    .lighttpd: "server.max-request-size = \((limit + 1023) / 1024)",
                    .caddy: "request_body { max_size \(limit) }",
                ]) + "\nor where that cannot be changed, lower MOVIE_BAG_MAX_BODY_BYTES to what gets through"
        // A client understands the API's own refusal; a page of the web server or a 500 tells him nothing.
        return [isRefusal(outcome) ? .warning(sentence, fix: remedy) : .problem(sentence, fix: remedy)]
    }

    private func isRefusal(_ outcome: SiteOutcome) -> Bool {
        outcome.response?.status == 413 && outcome.response?.error == "BodyTooLarge"
    }

    private func expectRefusal(of count: Int) async -> [Finding] {
        let outcome = await send(count)
        if isRefusal(outcome) { return [] }
        if outcome.response?.error == "MissingToken" {
            return [
                .problem(
                    "site: the service takes more than \(limit) bytes, so it has other settings than those read here",
                    fix: "restart it, or give --env-file with the settings that it has")
            ]
        }
        return [
            .warning(
                "site: a body that is too large is not refused as the API says, 413 BodyTooLarge (\(outcome.words))",
                fix: "let bodies of \(count) bytes reach the service, or answer as the files in deploy/ do")
        ]
    }

    private func expectChunks() async -> [Finding] {
        let outcome = await send(1000, fields: ["Transfer-Encoding: chunked"])
        guard outcome.response?.error != "MissingToken" else { return [] }
        return [
            .problem(
                "site: a body in chunks, of no announced length, does not reach the service (\(outcome.words))",
                fix: WebServer.advice(
                    for: server,
                    [
                        .nginx: "fastcgi_request_buffering on (nginx 1.7.11 or newer)",
                        .apache: "SetInputFilter BUFFER and SetEnv proxy-sendcl 1, with mod_buffer",
                        .lighttpd: "server.stream-request-body = 0",
                        .caddy: "buffer_requests in reverse_proxy; since 2.7 request_buffers 1MiB",
                    ]))
        ]
    }
}
