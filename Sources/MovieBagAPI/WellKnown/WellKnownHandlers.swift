import MovieBag
import Web

/// What programs look for at a place that every site has (RFC 8615).
///
/// Tests: WellKnownTests.swift
struct WellKnownHandlers {
    let site: PublicURL
    /// Where to report a weakness of the site: URIs.
    let contacts: [String]
    let clock: WallClock

    /// Leads to where a password is changed (W3C, "A Well-Known URL for Changing Passwords"). There is no page for it yet, so
    /// that is the description of the request.
    func changePassword(_: Request, _: PathParameter) throws -> Response {
        Response(
            status: 302, content: .text, caching: .forbidden,
            fields: [.init("Location", "\(site.path)/api#post-auth-password")], body: [])
    }

    /// Where to report a weakness (RFC 9116).
    func securityText(_ request: Request, _: PathParameter) throws -> Response {
        guard !contacts.isEmpty else { throw RequestError.notFound }
        let day: Int64 = 24 * 3600
        // The same all day, so that it can be kept; within a year, as section 2.5.5 recommends.
        let expiry = UnixTime(seconds: (clock.now.seconds / day + 364) * day)
        let lines =
            contacts.map { "Contact: \($0)" } + [
                "Expires: \(expiry)", "Preferred-Languages: en", "Canonical: \(site)/.well-known/security.txt",
            ]
        return StaticDocument(.text, Array(lines.map { "\($0)\n" }.joined().utf8)).response(to: request)
    }

    /// Which API there is (RFC 9727), as a set of links (RFC 9264).
    func catalog(_ request: Request, _: PathParameter) throws -> Response {
        let body = """
            {"linkset":[{"anchor":"\(site)/api",\
            "service-desc":[{"href":"\(site)/api/openapi.json","type":"application/json"}],\
            "service-doc":[{"href":"\(site)/api","type":"text/html"}],\
            "status":[{"href":"\(site)/api/health","type":"application/json"}]}]}
            """
        // Of a HEAD the field is what counts (RFC 9727, section 2).
        let link = Response.Field("Link", "<\(site.path)/.well-known/api-catalog>; rel=\"api-catalog\"")
        return StaticDocument(.linkset, fields: [link], Array(body.utf8)).response(to: request)
    }
}
