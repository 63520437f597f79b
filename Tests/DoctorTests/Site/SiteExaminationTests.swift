import Testing

@testable import Doctor

@Suite struct SiteExaminationTests {
    @Test func aGoodSiteIsWell() async throws {
        let found = try await AnsweringSite().findings()
        #expect(found.allSatisfy { $0.grade == .ok } && found.count == 11, "\(found)")
    }

    private static func html(_ status: Int, _ fields: [(String, String)] = []) -> SiteOutcome {
        AnsweringSite.response(status, "<html>", type: "text/html", fields)
    }

    /// What a path is answered with, and the problem that comes of it.
    @Test(arguments: [
        ("GET", "/api/health", html(502), "gets no response from the service (502)"),
        ("GET", "/api/health", AnsweringSite().error(503, "Busy"), "gets no response from the service (503)"),
        ("GET", "/api/health", html(404), "(404): the web server does not hand it"),
        ("GET", "/api/health", AnsweringSite().error(404, "NotFound"), "the mount prefix is another"),
        ("GET", "/api/health", html(200), "answered by something else"),
        ("GET", "/api/health", html(301), "redirects to"),
        ("GET", "/api/health", html(403), "the web server itself refuses"),
        ("GET", "/api/health", html(418), "answers 418"),
        ("GET", "/api/health", .failure(.unknownHost), "getent hosts bag.se"),
        ("GET", "/api/health", .failure(.refused), "nothing listens at https://bag.se"),
        ("GET", "/api/health", .failure(.timedOut), "within 10 seconds"),
        ("GET", "/api/health", .failure(.badCertificate("expired")), "not valid: expired"),
        ("GET", "/api/health", .failure(.noProgram), "sudo apt-get install curl"),
        ("GET", "/api/health", .failure(.other("curl: (56) reset")), "curl: (56) reset"),
        ("DELETE", "/", AnsweringSite().error(401, "MissingToken"), "Authorization does not reach the service"),
        ("DELETE", "/", html(405), "DELETE is answered by something else"),
        ("POST", "/", html(413), "does not reach the service, which takes 1048576 (413)"),
        ("GET", "/api/movies/a%2Fb", AnsweringSite().error(404, "NotFound"), "a path with %2F"),
        ("TRACE", "/api/health", html(200), "TRACE is answered"),
        ("GET", "/reset/doctor", html(404), "links in mails do not reach the service"),
        ("GET", "/verify/doctor", html(404), "do not reach the service: /verify/ (/verify/doctor gives 404"),
        ("GET", "/email/doctor", AnsweringSite().error(404, "NotFound"), "do not reach the service: /email/"),
        ("GET", "/invitation/doctor", html(200), "do not reach the service: /invitation/"),
        (
            "GET", "/reset/doctor", AnsweringSite.response(403, "<html>", type: "text/html; charset=utf-8"),
            "Referrer-Policy"
        ),
        (
            "GET", "/api/doctor", AnsweringSite.response(404, "{}", type: "application/json; charset=utf-8"),
            "an error has Content-Type"
        ),
        ("GET", "/api/doctor", AnsweringSite().json(404, "{}", [("X-Content-Type-Options", "nosniff")]), "2 times"),
        (
            "GET", "/reset/doctor", html(403, [("Cross-Origin-Opener-Policy", "same-origin")]),
            "a page has Cross-Origin-Opener-Policy 2 times"
        ),
    ])
    func whatIsBrokenIsAProblem(method: String, path: String, outcome: SiteOutcome, words: String) async throws {
        var site = AnsweringSite()
        site.change = { $0.method == method && $0.url.contains(path) ? outcome : nil }
        let found = try await site.findings()
        #expect(found.filter { $0.grade == .problem }.count >= 1)
        #expect(found.has(.problem, words), "\(found)")
        // When its health cannot be seen, nothing else can.
        #expect(found.grades.contains(.skipped) == (path == "/api/health" && method == "GET"))
    }

    @Test(arguments: [
        ("HEAD", "/api/health", html(405), "HEAD does not answer"),
        ("GET", "/.well-known/api-catalog", html(404), "/.well-known/ does not reach the service"),
        ("GET", "/.well-known/api-catalog", html(200), "/.well-known/ does not reach the service"),
        ("GET", "/.well-known/api-catalog", AnsweringSite().error(404, "NotFound"), "/.well-known/ does not reach"),
        ("GET", "/api/movies/a%2Fb", html(404), "refuses paths with %2F (404)"),
        ("GET", "/api/movies?limit=1", AnsweringSite().json(200, "[]"), "the ETag of movies does not arrive"),
        (
            "GET", "/api/movies?limit=1", AnsweringSite().json(200, "[]", [("ETag", "\"1\"")]),
            "If-None-Match is not answered"
        ),
    ])
    func whatWorksBadlyIsWarnedOf(method: String, path: String, outcome: SiteOutcome, words: String) async throws {
        var site = AnsweringSite()
        site.change = { $0.method == method && $0.url.hasSuffix(path) ? outcome : nil }
        let found = try await site.findings()
        #expect(found.has(.warning, words), "\(found)")
        #expect(found.filter { $0.grade != .ok }.count == 1)
    }

    /// As behind a file that hands every path on, but knows no more than /reset/, or some of the folders.
    @Test(arguments: [
        (["verify", "email", "invitation"], "/verify/, /email/, /invitation/ (the field"),
        (["email"], "log: /email/ (the field"),
    ])
    func linksThatTheWebServerLogsAreWarnedOf(folders: [String], words: String) async throws {
        var site = AnsweringSite()
        site.change = { request in
            guard folders.contains(where: { request.url.hasSuffix("/\($0)/doctor") }) else { return nil }
            return Self.html(403, [("movie-bag-link", "keep-out-of-logs")])
        }
        let found = try await site.findings()
        #expect(found.has(.warning, words), "\(found)")
        #expect(found.has(.warning, "fastcgi_hide_header Movie-Bag-Link;"), "\(found)")
        #expect(found.filter { $0.grade != .ok }.count == 1)
    }

    @Test func bodiesInChunksAreTriedByThemselves() async throws {
        var site = AnsweringSite()
        site.change = { $0.fields.contains("Transfer-Encoding: chunked") ? Self.html(411) : nil }
        let found = try await site.findings()
        #expect(found.has(.problem, "in chunks") && found.filter { $0.grade == .problem }.count == 1)
    }

    @Test func bodiesOfTheSizeThatModFCGIDStopsAreTriedByThemselves() async throws {
        var site = AnsweringSite()
        site.fields[0] = ("Server", "Apache")
        site.change = { ($0.body?.count ?? 0) > 131_072 ? Self.html(500) : nil }
        #expect(
            try await site.findings().has(
                .problem, "Apache: LimitRequestBody 1048576; with mod_fcgid FcgidMaxRequestLen"))
    }

    @Test func aSmallerLimitThatSpeaksLikeTheServiceIsWarnedOf() async throws {
        var site = AnsweringSite()
        site.limit = 131_072
        let found = try await site.findings()
        #expect(found.has(.warning, "lower MOVIE_BAG_MAX_BODY_BYTES") && !found.grades.contains(.problem))
    }

    @Test func aServiceWithAnotherLimitHasOtherSettings() async throws {
        var site = AnsweringSite()
        site.limit = 1 << 24
        #expect(try await site.findings().has(.problem, "other settings than those read here"))
    }

    @Test func theSiteIsTheOneThatLinksLeadTo() async throws {
        let other = try await AnsweringSite().findings(publicURL: "https://www.bag.se")
        #expect(other.has(.problem, "links in mails lead to https://www.bag.se"))
        #expect(try await AnsweringSite().findings(publicURL: "https://bag.se/").allSatisfy { $0.grade == .ok })
    }

    /// What a list is answered with to who takes it compressed, and what is warned of; `nil` for nothing.
    @Test(
        arguments: [
            ([("ETag", "\"1\"")], nil),
            ([("ETag", "W/\"1\""), ("Content-Encoding", "gzip")], "compressed (gzip), with the ETag W/"),
            ([("ETag", "\"1-gzip\""), ("Content-Encoding", "gzip")], "deflate.mimetypes = ()"),
            ([("ETag", "\"1-gzip\"")], "JSON comes with another ETag"),
            ([("ETag", "\"1\""), ("Content-Encoding", "br")], "compressed (br): If-Match"),
        ] as [([(String, String)], String?)])
    func compressedJSONIsWarnedOf(fields: [(String, String)], words: String?) async throws {
        var site = AnsweringSite()
        site.fields[0] = ("Server", "lighttpd")
        site.change = { [site] request in
            guard request.fields.contains("Accept-Encoding: gzip, br, zstd, deflate"),
                request.url.hasSuffix("/api/movies")
            else { return nil }
            return site.json(200, AnsweringSite.movies, fields)
        }
        let found = try await site.findings()
        #expect(found.filter { $0.grade == .warning }.count == (words == nil ? 0 : 1), "\(found)")
        if let words { #expect(found.has(.warning, words), "\(found)") }
        site.takesWeakTags = true
        let isWeak = fields[0].1.hasPrefix("W/")
        #expect(try await site.findings().has(.ok, "MOVIE_BAG_WEAK_TAGS is yes") == isWeak)
    }

    /// As with gzip_min_length 1000 of nginx.
    @Test(arguments: [(true, Finding.Grade.warning), (false, .skipped)])
    func compressionOfLongResponsesAloneIsSeenOnAWholePage(hasMovies: Bool, grade: Finding.Grade) async throws {
        var site = AnsweringSite()
        site.change = { [site] request in
            guard request.method == "GET",
                request.url.contains("/api/movies?limit=1") || request.url.hasSuffix("/api/movies")
            else {
                return nil
            }
            let body = request.url.hasSuffix("/api/movies") && hasMovies ? AnsweringSite.movies : "[]"
            let isCompressed = body.utf8.count > 1000 && request.fields.contains { $0.hasPrefix("Accept-Encoding") }
            return site.json(
                request.fields.contains("If-None-Match: \"1\"") ? 304 : 200, body,
                isCompressed ? [("ETag", "W/\"1\""), ("Content-Encoding", "gzip")] : [("ETag", "\"1\"")])
        }
        let found = try await site.findings()
        #expect(found.filter { $0.grade != .ok }.count == 1, "\(found)")
        #expect(found.has(grade, grade == .skipped ? "too short to tell" : "JSON comes compressed (gzip)"), "\(found)")
    }

    @Test func aShortErrorThatIsCompressedTellsToo() async throws {
        var site = AnsweringSite()
        site.change = { [site] request in
            guard request.url.hasSuffix("/api/doctor"),
                request.fields.contains("Accept-Encoding: gzip, br, zstd, deflate")
            else {
                return nil
            }
            return site.json(404, #"{"error":"NotFound"}"#, [("Content-Encoding", "gzip")])
        }
        #expect(try await site.findings().has(.warning, "JSON comes compressed (gzip)"))
    }

    @Test func withoutTLSItIsWarnedOfUnlessItIsThisMachine() async throws {
        var site = AnsweringSite(url: "http://bag.se")
        #expect(try await site.findings().has(.warning, "it has no TLS"))
        site.url = "http://localhost:8080"
        #expect(try await site.findings().allSatisfy { $0.grade == .ok })
    }

    /// ASVS 12.2.1
    @Test func anAPIInTheClearBesideTLSIsAProblem() async throws {
        var site = AnsweringSite()
        site.change = { $0.url == "http://bag.se/api/health" ? AnsweringSite().json(200, #"{"status":"ok"}"#) : nil }
        #expect(try await site.findings().has(.problem, "http://bag.se/api/health serves the API without TLS"))
        site.change = { $0.url == "http://bag.se/api/health" ? Self.html(301) : nil }
        #expect(try await site.findings().allSatisfy { $0.grade == .ok })
    }

    /// ASVS 3.4.1
    @Test func aMissingStrictTransportSecurityAndAVersionAreWarnedOf() async throws {
        var site = AnsweringSite()
        site.fields = [("Server", "Apache/2.4.62"), ("Date", "Tue, 24 Nov 2026 18:44:23 GMT")]
        let found = try await site.findings()
        #expect(found.has(.warning, "Header always set Strict-Transport-Security"))
        #expect(found.has(.warning, "ServerTokens Prod"))
        #expect(!found.grades.contains(.problem))
    }

    /// ASVS 3.4.1
    @Test(
        arguments: [
            ("max-age=31536000", true), ("includeSubDomains; Max-Age = \"63072000\"", true),
            ("max-age=31535999", false),
            ("max-age=", false), ("includeSubDomains", false),
        ])
    func strictTransportSecurityForLessThanAYearIsWarnedOf(value: String, isEnough: Bool) async throws {
        var site = AnsweringSite()
        site.fields = [("Server", "nginx"), ("Strict-Transport-Security", value)]
        let found = try await site.findings()
        #expect(found.has(.warning, "is for less than a year") != isEnough, "\(found)")
        #expect(found.has(.warning, "add_header Strict-Transport-Security") != isEnough, "\(found)")
    }

    @Test(
        arguments: [(0, Finding.Grade.ok), (5, .ok), (6, .warning), (-5, .ok), (-6, .warning)]
            as [(Int64, Finding.Grade)])
    func clocksThatDifferAreWarnedOf(difference: Int64, grade: Finding.Grade) async throws {
        let found = try await AnsweringSite().findings(at: 1_795_545_863 + difference)
        #expect(found.last?.grade == grade)
    }

    @Test(
        arguments: [
            ("Tue, 24 Nov 2026 18:44:23 GMT", 1_795_545_863), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("soon", nil),
            ("Tue, 24 Foo 2026 18:44:23 GMT", nil), ("Tue, 24 Nov 2026 18:44 GMT", nil),
        ] as [(String, Int64?)])
    func datesAreRead(text: String, seconds: Int64?) {
        #expect(SiteClockCheck.seconds(text) == seconds)
    }
}
