import MovieBag
import Testing
import Web

@testable import MovieBagPages

@Suite struct PageSessionCookieTests {
    private static let secret = String(repeating: "A", count: 43)

    private static func cookie(_ site: String) throws -> PageSessionCookie {
        PageSessionCookie(try PublicURL(parsing: site), lifetime: 600)
    }

    /// ASVS 3.3.1, 3.3.2, 3.3.3, 3.3.4
    @Test(arguments: [
        ("https://example.org", "__Host-session=", "; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age="),
        ("https://example.org/bag", "__Secure-session=", "; Path=/bag; HttpOnly; SameSite=Lax; Secure; Max-Age="),
        ("http://localhost:8080", "session=", "; Path=/; HttpOnly; SameSite=Lax; Max-Age="),
        ("http://localhost/bag", "session=", "; Path=/bag; HttpOnly; SameSite=Lax; Max-Age="),
    ])
    func itsAttributesAreAsStrictAsTheSiteAllows(site: String, start: String, end: String) throws {
        let cookie = try Self.cookie(site)
        let secret = PageSecret()
        #expect(cookie.setting(secret) == Response.Field("Set-Cookie", "\(start)\(secret.text)\(end)600"))
        #expect(cookie.clearing == Response.Field("Set-Cookie", "\(start)\(end)0"))
    }

    @Test(
        arguments: [
            ("__Host-session=\(secret)", true), ("a=b; __Host-session=\(secret); c=d", true),
            (nil, false), ("", false), ("session=\(secret)", false),
            ("__host-session=\(secret)", false), ("__Secure-session=\(secret)", false),
            // There, but never made by this program.
            ("__Host-session=", false), ("__Host-session=\(secret)A", false),
            ("__Host-session=\"\(secret)\"", false), ("__Host-session=\(secret.dropLast())=", false),
            ("__Host-session=\(secret.dropLast())B", false),
            ("__Host-session=%41\(secret.dropFirst(3))", false),
            // Two: another site of the domain may have set one.
            ("__Host-session=\(secret); __Host-session=\(secret)", false),
        ] as [(String?, Bool)])
    func onlyOneThatWasMadeCounts(field: String?, isGood: Bool) throws {
        let cookie = try Self.cookie("https://example.org")
        let request = Request.with(field.map { [("HTTP_COOKIE", $0)] } ?? [])
        #expect((cookie.secret(in: request) != nil) == isGood)
    }

    @Test func whatIsSetIsRead() throws {
        let cookie = try Self.cookie("http://localhost:8080")
        let secret = PageSecret()
        let pair = cookie.setting(secret).value.prefix { $0 != ";" }
        let read = cookie.secret(in: .with([("HTTP_COOKIE", String(pair))]))
        #expect(read?.fingerprint == secret.fingerprint)
    }
}
