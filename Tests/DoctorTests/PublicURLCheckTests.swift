import MovieBag
import Testing

@testable import Doctor

@Suite struct PublicURLCheckTests {
    @Test(arguments: [
        ("https://bag.se", Finding.Grade.ok, "at the root"), ("https://bag.se/movies", .ok, "below /movies"),
        ("http://localhost:8080", .ok, "root"), ("http://127.0.0.1", .ok, "root"), ("http://[::1]:80", .ok, "root"),
        ("http://bag.se", .warning, "not https"), ("http://10.0.0.1", .warning, "not https"),
        ("https://movies.example.org", .problem, "only an example"),
        ("https://example.com", .problem, "only an example"),
        ("http://bag.test", .problem, "only an example"), ("https://example.se", .ok, "root"),
        ("https://myexample.org", .ok, "root"),
    ])
    func theAddressIsJudged(url: String, grade: Finding.Grade, words: String) throws {
        let found = PublicURLCheck(site: try PublicURL(parsing: url), isGiven: true).findings
        #expect(found.grades == [grade])
        #expect(found.has(grade, words))
    }

    @Test func theStandardOneIsHardlyMeant() throws {
        let site = try PublicURL(parsing: "http://localhost:8080")
        #expect(PublicURLCheck(site: site, isGiven: false).findings.has(.warning, "MOVIE_BAG_PUBLIC_URL is not set"))
        #expect(PublicURLCheck(site: nil, isGiven: true).findings.grades == [.skipped])
    }
}
