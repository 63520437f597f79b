import MovieBag

/// Whether the web server compresses JSON, which gives it another ETag than the service's (RFC 9110, section 8.8.3.3).
///
/// Tests: SiteExaminationTests.swift
struct CompressionCheck {
    let site: AskedSite
    let server: WebServer?
    /// MOVIE_BAG_WEAK_TAGS, as far as it is known here.
    let takesWeakTags: Bool
    /// Who can read the collection.
    let readers: Readers

    /// Bytes of a body that a server which compresses JSON compresses: the usual thresholds are 20 to 1,024 bytes (nginx's
    /// gzip_min_length, minimum_length of Caddy's encode).
    private static let enoughBytes = 1536

    func findings() async -> [Finding] {
        // A whole page, which ends at 1 MiB: servers leave what is short as it is. The description is long too.
        let list = await response(readers == .anyone ? "/api/movies" : "/api/openapi.json")
        let error = await response("/api/doctor")
        let tag = list?.values("ETag").first ?? ""
        let isChanged = tag.hasPrefix("W/") || ["gzip", "br", "zstd", "deflate"].contains { tag.hasSuffix("-\($0)\"") }
        let coding = [list, error].compactMap { $0?.values("Content-Encoding").first }.first
        guard coding != nil || isChanged else {
            guard let list, list.body.utf8.count >= Self.enoughBytes else {
                return [
                    .skipped(
                        "site: whether JSON comes compressed: a page of movies has less than \(Self.enoughBytes) bytes, which "
                            + "is too short to tell")
                ]
            }
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
