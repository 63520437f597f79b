import MovieBag

/// Whether the links of mails reach the service. A copy of the web server's file from before there were as many knows some of
/// them only.
///
/// Tests: SiteExaminationTests.swift
struct LinkPagesCheck {
    let site: AskedSite

    /// The folders besides that for a new password, which ``FieldsCheck`` looks at.
    private static let folders = ["verify", "email", "invitation"]

    func findings() async -> [Finding] {
        var missing: [(folder: String, words: String)] = []
        for folder in Self.folders {
            let outcome = await site.ask("GET", "/\(folder)/doctor")
            guard let page = outcome.response, page.status == 403, page.isHTML else {
                missing.append((folder: folder, words: outcome.words))
                continue
            }
        }
        guard let first = missing.first else { return [.ok("site: every kind of link in mails reaches the service")] }
        let paths = missing.map { "\(site.url.path)/\($0.folder)/" }.joined(separator: ", ")
        return [
            .problem(
                "site: links in mails do not reach the service: \(paths) (/\(first.folder)/doctor gives \(first.words), not a "
                    + "page with 403)",
                fix:
                    "the web server's file is older than the program: copy the one of this version (nginx/ or deploy/) again, "
                    + "or hand these paths to the service as \(site.url.path)/reset/, without logging them")
        ]
    }
}
