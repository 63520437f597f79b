import TestFiles
import Testing

@testable import MovieBagConfiguration

@Suite struct AllowedOriginsTests: SettingsSuite {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func noOriginIsAllowedWithoutTheSetting() async throws {
        #expect(try await settings([:]).origins == nil)
    }

    @Test(arguments: [
        ("https://example.org", ["https://example.org"]),
        (
            "http://localhost:3000, https://app.example.org:8443",
            ["http://localhost:3000", "https://app.example.org:8443"]
        ),
        (" http://127.0.0.1:5173\thttp://[::1]:5173 ", ["http://127.0.0.1:5173", "http://[::1]:5173"]),
        ("http://xn--bcher-kva.example", ["http://xn--bcher-kva.example"]),
        ("http://example.org:443,https://example.org:80", ["http://example.org:443", "https://example.org:80"]),
    ])
    func originsAreKeptAsTheyAre(text: String, origins: [String]) async throws {
        #expect(try await settings(["MOVIE_BAG_CORS_ORIGINS": text]).origins?.origins == origins)
    }

    @Test(arguments: [
        "*", "null", "https://*.example.org", "example.org", "https://", "https://example.org/",
        "https://example.org/app",
        "https://EXAMPLE.org", "HTTPS://example.org", "https://example.org:443", "http://example.org:80",
        "https://example.org:", "https://example.org:0", "https://example.org:+1", "https://example.org:08443",
        "https://example.org:65536", "https://user@example.org", "https://example.org?x", "https://example.org#x",
        "ftp://example.org", "file://", "http://[0:0::1]:1", "http://[::1", "https://bücher.example",
        "https://a https://b/",
        ",",
    ])
    func whatNoBrowserSendsIsAProblem(text: String) async throws {
        let problems = try await problems(["MOVIE_BAG_CORS_ORIGINS": text])
        #expect(problems.count == 1 && problems.allSatisfy { $0.hasPrefix("MOVIE_BAG_CORS_ORIGINS: ") }, "\(problems)")
    }

    @Test func thereIsAMost() async throws {
        func list(_ count: Int) -> String { (1...count).map { "http://a\($0)" }.joined(separator: " ") }
        #expect(try await settings(["MOVIE_BAG_CORS_ORIGINS": list(100)]).origins?.origins.count == 100)
        #expect(try await problems(["MOVIE_BAG_CORS_ORIGINS": list(101)]).count == 1)
    }
}
