import MovieBag
import Testing
import Web

@testable import MovieBagPages

@Suite struct CrossSiteCheckTests {
    private static let now = UnixTime(seconds: 1_750_000_000)
    private static let yesterday = UnixTime(seconds: 1_750_000_000 - 86_400)
    private static let visitor = FormCodes.Visitor.client(.unknown)
    private static var other: FormCodes.Visitor {
        .client(ClientNetwork(bytes: Array(repeating: 7, count: 16)) ?? .unknown)
    }

    /// Whether a form is taken.
    private static func takes(
        _ variables: [(String, String)], _ form: String? = "", holdsSecret: Bool = false,
        site: String = "https://Example.org:443/bag"
    ) throws -> Bool {
        let check = CrossSiteCheck(try PublicURL(parsing: site), codes: try .test())
        let fields = try form.map { try FormFields($0) }
        do {
            try check.require(.with(variables), fields, of: visitor, orSecretIn: holdsSecret, at: now)
            return true
        } catch is ForgedForm {
            return false
        }
    }

    private static func form(_ visitor: FormCodes.Visitor = visitor, at time: UnixTime = now) throws -> String {
        "form_token=\(try FormCodes.test().token(for: visitor, at: time))"
    }

    /// Fetch metadata, section 2.4. What is said there counts alone: a good token does not help another site.
    /// ASVS 3.5.1
    @Test(arguments: [
        ("same-origin", true), ("cross-site", false), ("same-site", false), ("none", false), ("Same-Origin", false),
        ("same-origin,same-origin", false), ("x", false), ("same-originx", false),
    ])
    func theBrowserSaysWhichSiteItComesFrom(value: String, isTaken: Bool) throws {
        let fetch = [("HTTP_SEC_FETCH_SITE", value)]
        #expect(try Self.takes(fetch) == isTaken)
        #expect(try Self.takes(fetch, try Self.form()) == isTaken)
        #expect(try Self.takes(fetch, nil, holdsSecret: true) == isTaken)
        #expect(try Self.takes(fetch + [("HTTP_ORIGIN", "https://evil.example")]) == isTaken)
    }

    /// RFC 6454
    /// ASVS 3.5.1
    @Test(arguments: [
        ("https://example.org", true), ("https://EXAMPLE.org", true), ("https://example.org:443", false),
        ("http://example.org", false), ("https://example.org:8443", false), ("https://evil.example", false),
        ("https://example.org.evil.example", false), ("https://example.org/", false),
        ("https://example.org, null", false),
    ])
    func olderOnesSayTheOrigin(value: String, isTaken: Bool) throws {
        let origin = [("HTTP_ORIGIN", value)]
        #expect(try Self.takes(origin) == isTaken)
        #expect(try Self.takes(origin, try Self.form()) == isTaken)
        #expect(try Self.takes(origin, holdsSecret: true) == isTaken)
    }

    @Test(arguments: [
        ("https://example.org", "https://example.org"), ("https://example.org:443", "https://example.org"),
        ("http://Example.org:80/a", "http://example.org"), ("http://example.org:443", "http://example.org:443"),
        ("http://localhost:8080", "http://localhost:8080"), ("https://[2001:DB8::1]/x", "https://[2001:db8::1]"),
    ])
    func theOriginOfASiteIsAsBrowsersWriteIt(site: String, origin: String) throws {
        #expect(try PublicURL(parsing: site).origin == origin)
        #expect(try Self.takes([("HTTP_ORIGIN", origin)], site: site))
    }

    /// `null` is what a page has that tells its address to no site.
    /// ASVS 3.5.1
    @Test(arguments: [[], [("HTTP_ORIGIN", "null")], [("HTTP_SEC_FETCH_SITE", "")]])
    func elseTheTokenOfTheFormDecides(variables: [(String, String)]) throws {
        #expect(try Self.takes(variables, try Self.form()))
        #expect(try Self.takes(variables, try Self.form(at: Self.yesterday)))
        #expect(try Self.takes(variables, holdsSecret: true))
        let old = UnixTime(seconds: Self.yesterday.seconds - 86_400)
        for form in [
            "", "form_token=", "form_token=x", try Self.form(at: old), try Self.form(Self.other), "token=a",
            try Self.form(at: UnixTime(seconds: Self.now.seconds + 86_400)),
        ] {
            #expect(try !Self.takes(variables, form), "\(form)")
        }
        #expect(try !Self.takes(variables, nil))
    }

    @Test func twoTokensAreNone() throws {
        let good = try Self.form()
        #expect(throws: RequestError.self) { try Self.takes([], "\(good)&\(good)") }
    }
}
