/// Whether the web server compresses JSON, which gives it another ETag than the service's (RFC 9110, section 8.8.3.3).
///
/// Tests: SiteExaminationTests.swift
struct CompressionCheck {
    let site: AskedSite
    let server: WebServer?
    /// MOVIE_BAG_WEAK_TAGS, as far as it is known here.
    let takesWeakTags: Bool

    func findings() async -> [Finding] {
        let list = await response("/api/movies?limit=1")
        // Longer than what servers leave as it is, even when there is no movie yet.
        let error = await response("/api/doctor")
        let tag = list?.values("ETag").first ?? ""
        let isChanged = tag.hasPrefix("W/") || ["gzip", "br", "zstd", "deflate"].contains { tag.hasSuffix("-\($0)\"") }
        let coding = [list, error].compactMap { $0?.values("Content-Encoding").first }.first
        guard coding != nil || isChanged else {
            return [.ok("site: JSON comes as the service sends it, not compressed")]
        }
        let how = coding.map { "JSON comes compressed (\($0))" } ?? "JSON comes with another ETag"
        let sentence = "site: \(how)" + (isChanged ? ", with the ETag \(tag)" : "")
        if tag.hasPrefix("W/"), takesWeakTags {
            return [.ok("\(sentence); MOVIE_BAG_WEAK_TAGS is yes, so that may be")]
        }
        return [
            .warning(
                sentence + ": If-Match may not match any more",
                fix: WebServer.advice(
                    for: server,
                    [
                        .nginx: "gzip off; in the locations of the service (the same of other compressing modules)",
                        .apache: "SetEnv no-gzip 1 and SetEnv no-brotli 1, where the service is",
                        .lighttpd: "deflate.mimetypes = (), where the service is",
                        .caddy: "name in encode what it is for, and not the service: encode /other/* gzip",
                    ])
                    + "\nor, where the tag becomes a weak one (W/), set MOVIE_BAG_WEAK_TAGS=yes and restart the service"
            )
        ]
    }

    private func response(_ path: String) async -> SiteResponse? {
        await site.ask("GET", path, fields: ["Accept-Encoding: gzip, br, zstd, deflate"]).response
    }
}
