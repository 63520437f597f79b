import MovieBag

@testable import Doctor

/// A site that responses as a good one would, but for what a test changes.
struct AnsweringSite {
    var url = "https://bag.se"
    var fields: [(String, String)] = [
        ("Server", "nginx"), ("Strict-Transport-Security", "max-age=31536000"),
        ("Date", "Tue, 24 Nov 2026 18:44:23 GMT"),
    ]
    var limit = 1_048_576
    var takesWeakTags = false
    var readers: Readers?
    /// Answers instead of the good site, unless it is `nil`.
    var change: @Sendable (SiteRequest) -> SiteOutcome? = { _ in nil }

    /// A page that servers do not take for too short to compress.
    static let movies = "[" + Array(repeating: #"{"name":"Ran"}"#, count: 150).joined(separator: ",") + "]"

    func findings(publicURL: String? = nil, at seconds: Int64 = 1_795_545_863) async throws -> [Finding] {
        let good = self
        let site = AskedSite(url: try PublicURL(parsing: url)) { good.change($0) ?? good.response($0) }
        return await SiteExamination(
            site: site, publicURL: try publicURL.map(PublicURL.init), bodyLimit: 1_048_576,
            takesWeakTags: takesWeakTags, readers: readers,
            now: { UnixTime(seconds: seconds) }
        ).findings()
    }

    private func response(_ request: SiteRequest) -> SiteOutcome {
        guard request.url.hasPrefix(url) else { return .failure(.refused) }
        let path = request.url.dropFirst(url.count)
        switch (request.method, path) {
        case ("GET", "/api/health"): return json(200, #"{"status":"ok"}"#)
        case ("HEAD", "/api/health"): return json(200, "")
        case ("TRACE", _): return error(405, "MethodNotAllowed")
        case ("DELETE", _):
            let isSent = request.fields.contains { $0.hasPrefix("Authorization: ") }
            return error(401, isSent ? "BadAccessToken" : "MissingToken")
        case ("POST", _):
            return (request.body?.count ?? 0) > limit ? error(413, "BodyTooLarge") : error(401, "MissingToken")
        case ("GET", "/api/movies/a%2Fb"): return error(400, "MovieNotExists")
        case ("GET", "/api/movies?limit=1"):
            let isKnown = request.fields.contains("If-None-Match: \"1\"")
            return json(isKnown ? 304 : 200, isKnown ? "" : "[]", [("ETag", "\"1\"")])
        case ("GET", "/api/openapi.json"):
            let isKnown = request.fields.contains("If-None-Match: \"1\"")
            return json(isKnown ? 304 : 200, isKnown ? "" : Self.movies, [("ETag", "\"1\"")])
        case ("GET", "/api/movies"): return json(200, Self.movies, [("ETag", "\"1\"")])
        case ("GET", "/.well-known/api-catalog"):
            return Self.response(200, "{}", type: "application/linkset+json; profile=\"x\"", fields)
        case ("GET", "/reset/doctor"), ("GET", "/verify/doctor"), ("GET", "/email/doctor"),
            ("GET", "/invitation/doctor"):
            return Self.response(
                403, "<html>", type: "text/html; charset=utf-8",
                fields + [
                    ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
                    ("Content-Security-Policy", "default-src 'none'"),
                ])
        default: return error(404, "NotFound")
        }
    }

    func json(_ status: Int, _ body: String, _ more: [(String, String)] = []) -> SiteOutcome {
        Self.response(status, body, type: "application/json", fields + more)
    }

    func error(_ status: Int, _ name: String) -> SiteOutcome {
        json(status, #"{"error":"\#(name)","message":"","status":\#(status)}"#)
    }

    static func response(
        _ status: Int, _ body: String, type: String, _ fields: [(String, String)] = [("Server", "nginx")]
    ) -> SiteOutcome {
        let standard = [
            ("Content-Type", type), ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ]
        return .response(
            SiteResponse(
                status: status, fields: (standard + fields).map { SiteResponse.Field(name: $0.0, value: $0.1) },
                body: body))
    }
}
