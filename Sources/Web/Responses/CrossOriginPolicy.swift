/// Lets pages of other sites read responses in browsers (Fetch standard, section 3.2, "CORS"): those of a list of origins, never
/// with cookies. Pages of the service itself are for no other site.
///
/// Every response but a page depends on the origin then, whether that is allowed or not, and says so (`Vary`).
package struct CrossOriginPolicy: Sendable {
    private struct Origin: Sendable {
        let bytes: [UInt8]
        let field: Response.Field
    }

    /// The longest value of `Origin`, in bytes; a host name has 253 at most.
    static let longest = 300

    private let origins: [Origin]

    private static let vary = Response.Field("Vary", "Origin")
    private static let exposed = Response.Field(
        "Access-Control-Expose-Headers",
        "ETag, Link, Location, Retry-After, X-Total-Count, X-Request-Id, Idempotency-Replayed")
    private static let headers = Response.Field(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, If-Match, If-None-Match, Prefer, Idempotency-Key, Accept")
    /// In seconds: as long as Chromium keeps it.
    private static let maxAge = Response.Field("Access-Control-Max-Age", "7200")

    /// - Parameter origins: as browsers write them (RFC 6454, section 6.2): `https://example.org`, `http://localhost:3000`.
    package init(origins: [String]) {
        self.origins = origins.map {
            Origin(bytes: Array($0.utf8), field: Response.Field("Access-Control-Allow-Origin", $0))
        }
    }

    /// The response to the question that a browser asks before a request that a form could not send; `nil` when its origin is
    /// not on the list.
    ///
    /// - Parameter methods: those of the resource, as in `Allow`.
    func preflight(_ request: Request, allowing methods: String) -> Response? {
        guard origin(of: request) != nil else { return nil }
        return Response(
            status: 204, content: .none,
            fields: [.init("Access-Control-Allow-Methods", methods), Self.headers, Self.maxAge], body: [])
    }

    /// Says in a response which origin may read it.
    func mark(_ response: inout Response, to request: Request) {
        guard response.content != .html, response.content != .nonePage else { return }
        response.fields.append(Self.vary)
        guard let origin = origin(of: request) else { return }
        response.fields.append(origin.field)
        if !request.isPreflight { response.fields.append(Self.exposed) }
    }

    private func origin(of request: Request) -> Origin? {
        guard let sent = request.origin else { return nil }
        return origins.first { $0.bytes == sent }
    }
}
