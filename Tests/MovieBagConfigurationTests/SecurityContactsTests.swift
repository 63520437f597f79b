import TestFiles
import Testing

@testable import MovieBagConfiguration

@Suite struct SecurityContactsTests: SettingsSuite {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func thereIsNoneWithoutTheSetting() async throws {
        #expect(try await settings([:]).securityContacts == nil)
    }

    @Test(arguments: [
        ("mailto:security@example.org", ["mailto:security@example.org"]),
        ("https://example.org/report?a=b#c  tel:+49-30-1234", ["https://example.org/report?a=b#c", "tel:+49-30-1234"]),
        ("mailto:security@example.org?subject=Movie-bag", ["mailto:security@example.org?subject=Movie-bag"]),
    ])
    func contactsAreKeptAsTheyAre(text: String, uris: [String]) async throws {
        #expect(try await settings(["MOVIE_BAG_SECURITY_CONTACT": text]).securityContacts?.uris == uris)
    }

    @Test(arguments: [
        "security@example.org", "mailto:", "mailto:nobody", "http://example.org/", "https://", "https:example.org",
        "tel:",
        "mailto:a@example.org,mailto:b@example.org x", "javascript:alert(1)", "https://exämple.org", "https:///path",
        "https://example.org/<x>", "MAILTO:security@example.org", "mailto:a@example.org b",
    ])
    func anythingElseIsAProblem(text: String) async throws {
        let problems = try await problems(["MOVIE_BAG_SECURITY_CONTACT": text])
        #expect(
            problems.count == 1 && problems.allSatisfy { $0.hasPrefix("MOVIE_BAG_SECURITY_CONTACT: ") }, "\(problems)")
    }

    @Test func thereIsAMost() async throws {
        func list(_ count: Int) -> String { (1...count).map { "tel:\($0)" }.joined(separator: " ") }
        #expect(try await settings(["MOVIE_BAG_SECURITY_CONTACT": list(10)]).securityContacts?.uris.count == 10)
        #expect(try await problems(["MOVIE_BAG_SECURITY_CONTACT": list(11)]).count == 1)
        let long = "https://example.org/" + String(repeating: "x", count: 481)
        #expect(try await problems(["MOVIE_BAG_SECURITY_CONTACT": long]).count == 1)
        #expect(try await problems(["MOVIE_BAG_SECURITY_CONTACT": String(long.dropLast())]).isEmpty)
    }
}
