import MovieBag

/// Whether what programs look for below /.well-known/ reaches the service. A copy of nginx's file from before there was
/// anything hands it to no one.
///
/// Tests: SiteExaminationTests.swift
struct WellKnownCheck {
    let site: AskedSite

    func findings() async -> [Finding] {
        let outcome = await site.ask("GET", "/.well-known/api-catalog")
        if let response = outcome.response, response.status == 200,
            response.values("Content-Type").first?.hasPrefix("application/linkset+json") == true
        {
            return [.ok("site: what programs look for below /.well-known/ reaches the service")]
        }
        return [
            .warning(
                "site: /.well-known/ does not reach the service (/.well-known/api-catalog gives \(outcome.words)), so programs do "
                    + "not find where a weakness is reported, where a password is changed, and which API there is",
                fix:
                    "the web server's file is older than the program: copy the one of this version (nginx/ or deploy/) again, "
                    + "or hand \(site.url.path)/.well-known/ to the service as \(site.url.path)/api/")
        ]
    }
}
