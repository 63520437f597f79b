import MovieBagPages
import Testing

@testable import MovieBagConfiguration

@Suite struct PageSettingsTests {
    private static func read(_ environment: [String: String]) throws -> (settings: PageSettings, problems: [String]) {
        var reader = try SettingsReader(environment: environment, envFile: nil)
        let settings = PageSettings(&reader)
        return (settings, reader.problems.map(\.description))
    }

    @Test func withoutAnyThereAreAllPages() throws {
        let (settings, problems) = try Self.read([:])
        #expect(settings.mode == .all && settings.siteName == "Movie-bag" && problems.isEmpty)
        #expect(settings.imprint == nil && settings.privacy == nil)
    }

    @Test func eachIsRead() throws {
        let (settings, problems) = try Self.read([
            "MOVIE_BAG_PAGES": "links", "MOVIE_BAG_SITE_NAME": "Ann's Kinothek 映画",
            "MOVIE_BAG_IMPRINT_URL": "https://example.org/imprint?x=1#a",
            "MOVIE_BAG_PRIVACY_URL": "http://example.org:8080",
        ])
        #expect(settings.mode == .links && settings.siteName == "Ann's Kinothek 映画" && problems.isEmpty)
        #expect(
            settings.imprint == "https://example.org/imprint?x=1#a" && settings.privacy == "http://example.org:8080")
    }

    @Test(arguments: ["All", "none", "yes", " "]) func anyOtherModeIsAProblem(text: String) throws {
        let problems = try Self.read(["MOVIE_BAG_PAGES": text]).problems
        #expect(problems == ["MOVIE_BAG_PAGES: \(text): must be one of all, links"])
    }

    @Test(arguments: [String(repeating: "a", count: 61), "a\nb", "a\u{7}", "\u{7f}", "\t"])
    func aNameIsShortAndInOneLine(name: String) throws {
        let problems = try Self.read(["MOVIE_BAG_SITE_NAME": name]).problems
        #expect(problems.count == 1 && problems[0].hasPrefix("MOVIE_BAG_SITE_NAME:"), "\(problems)")
    }

    @Test func aNameMayHaveSixtyCharacters() throws {
        let name = String(repeating: "漢", count: 60)
        #expect(try Self.read(["MOVIE_BAG_SITE_NAME": name]).settings.siteName == name)
    }

    @Test(arguments: [
        "example.org/imprint", "/imprint", "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://",
        "https:///imprint", "https://exa mple.org", "https://example.org/a b", "https://example.org/\"x",
        "https://example.org/<x>",
        "https://ann@example.org", "https://example.org:0/", "https://example.org:99999", "https://example.org\\x",
        "https://example.org/ä", "https://example.org/" + String(repeating: "a", count: 500), "https://-.org",
        "https://example.org\n",
    ])
    func anAddressIsOneThatALinkMayLeadTo(address: String) throws {
        for name in ["IMPRINT", "PRIVACY"] {
            let (settings, problems) = try Self.read(["MOVIE_BAG_\(name)_URL": address])
            #expect(problems.count == 1, "\(problems)")
            #expect(settings.imprint == nil && settings.privacy == nil)
        }
    }
}
