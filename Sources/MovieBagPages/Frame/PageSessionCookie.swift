import MovieBag
import Web

/// The cookie by which a browser shows its session (RFC 6265bis, section 4.1): scripts cannot read it, and other sites cannot
/// send it along with forms.
///
/// Tests: PageSessionCookieTests.swift
struct PageSessionCookie: Sendable {
    /// At the root of a site with TLS no other host can set it (`__Host-`); below a path no site without TLS can (`__Secure-`).
    let name: String
    private let attributes: String
    /// How long a browser keeps it, in seconds.
    private let lifetime: Int64

    /// - Parameter lifetime: the most that a session may live, in seconds.
    init(_ site: PublicURL, lifetime: Int64) {
        let isSecure = site.description.hasPrefix("https://")
        name = isSecure ? site.path.isEmpty ? "__Host-session" : "__Secure-session" : "session"
        attributes =
            "; Path=\(site.path.isEmpty ? "/" : site.path); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
        self.lifetime = lifetime
    }

    /// What the browser keeps of its session; `nil` when it has none, or sends none that was ever made.
    func secret(in request: Request) -> PageSecret? {
        guard let cookies = request.cookies, let value = CookieField(cookies).value(of: name) else { return nil }
        return PageSecret(value)
    }

    func setting(_ secret: PageSecret) -> Response.Field {
        .init("Set-Cookie", "\(name)=\(secret.text)\(attributes); Max-Age=\(lifetime)")
    }

    var clearing: Response.Field { .init("Set-Cookie", "\(name)=\(attributes); Max-Age=0") }
}
