import MovieBag

/// Whether the links of mails reach the service, and stay out of the web server's log. A copy of the web server's file from
/// before there were as many kinds knows some of them only: then a page does not come at all, or it does, as everything is
/// handed on, and its address with the token is logged.
///
/// Tests: SiteExaminationTests.swift, LinkLogTests.swift
struct LinkPagesCheck {
    let site: AskedSite
    let server: WebServer?

    /// The folders besides that for a new password, which ``FieldsCheck`` looks at.
    private static let folders = ["verify", "email", "invitation"]
    /// What the service sends with every page of a link. The files of this version take it off where they turn the log off.
    private static let mark = "Movie-Bag-Link"

    func findings() async -> [Finding] {
        var missing: [(folder: String, words: String)] = []
        var marked: [String] = []
        for folder in Self.folders {
            let outcome = await site.ask("GET", "/\(folder)/doctor")
            guard let page = outcome.response, page.status == 403, page.isHTML else {
                missing.append((folder: folder, words: outcome.words))
                continue
            }
            if !page.values(Self.mark).isEmpty { marked.append(folder) }
        }
        let findings = absence(missing) + exposure(marked)
        return findings.isEmpty
            ? [.ok("site: every kind of link in mails reaches the service, and the web server keeps it out of its log")]
            : findings
    }

    private func absence(_ missing: [(folder: String, words: String)]) -> [Finding] {
        guard let first = missing.first else { return [] }
        return [
            .problem(
                "site: links in mails do not reach the service: \(paths(missing.map(\.folder))) (/\(first.folder)/doctor gives "
                    + "\(first.words), not a page with 403)",
                fix:
                    "the web server's file is older than the program: copy the one of this version (nginx/ or deploy/) again, "
                    + "or hand these paths to the service as \(site.url.path)/reset/, without logging them")
        ]
    }

    private func exposure(_ marked: [String]) -> [Finding] {
        guard !marked.isEmpty else { return [] }
        return [
            .warning(
                "site: the web server may write links of mails with their tokens into its log: \(paths(marked)) "
                    + "(the field \(Self.mark) arrives, which its file takes off)",
                fix:
                    "its file is older than the program: copy the one of this version (nginx/ or deploy/) again; in a file "
                    + "of your own turn the log off for these paths, and then take the field off there:\n"
                    + WebServer.advice(
                        for: server,
                        [
                            .nginx: "access_log off; error_log /dev/null emerg; fastcgi_hide_header \(Self.mark);",
                            .apache:
                                "Header unset \(Self.mark) and Header always unset \(Self.mark) (a .htaccess cannot turn a log "
                                + "off: leave the field there)",
                            .lighttpd: "setenv.set-response-header = ( \"\(Self.mark)\" => \"\" )",
                            .caddy: "header_down -\(Self.mark) in reverse_proxy",
                        ]))
        ]
    }

    private func paths(_ folders: [String]) -> String {
        folders.map { "\(site.url.path)/\($0)/" }.joined(separator: ", ")
    }
}
