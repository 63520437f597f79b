/// One response, before it is written as CGI text.
package struct Response: Sendable, Equatable {
    /// A header field that not every response has.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String

        /// A field; `value` must not hold a line break, which ends the process: it never comes from a request.
        package init(_ name: String, _ value: String) {
            precondition(!Self.hasControlCharacter(value), "a control character in the header \(name)")
            self.name = name
            self.value = value
        }

        private static func hasControlCharacter(_ value: String) -> Bool {
            var value = value
            return value.withUTF8 { $0.contains { $0 < 0x20 } }
        }
    }

    /// The representations this service gives, with the exact Content-Type of each.
    package enum Content: Sendable, Equatable {
        case json, html
        /// Plain text.
        case text
        /// A set of links as JSON (RFC 9264), by the profile of RFC 9727.
        case linkset
        /// An error as JSON (RFC 9457).
        case problem
        /// What pages load: styles, a script and an image, which load nothing themselves.
        case styleSheet, script, image
        /// The description of a web application (W3C, application manifest).
        case manifest
        /// A feed (RFC 4287).
        case atom
        /// No content: the fields that describe one are left out.
        case none
        /// The same for a page that the client has already, whose policy is among the fields.
        case nonePage
    }

    /// Who may keep the response (RFC 9111, section 5.2.2).
    package enum Caching: Sendable, Equatable {
        /// No cache: it is for one user, or may be different at once.
        case forbidden
        /// Everybody, who must ask each time whether it is still good; a shared cache, such as the web server's own, may
        /// answer for one second without asking.
        case revalidated
        /// Everybody, for one second, as long as the request has no cookie and the language stays: a page as strangers see it.
        case publicPage
        /// Everybody, for a year: the address has a hash of what is there.
        case immutable
        /// Everybody, for an hour.
        case anHour
        /// The client alone, who must ask each time whether it is still good, with the access token that it has then.
        case privatelyRevalidated
        /// Nothing is said: for responses to methods that no cache keeps.
        case unsaid
    }

    package var status: Int
    package var content: Content
    package var caching: Caching
    /// The state that the response shows.
    package var tag: EntityTag?
    package var fields: [Field]
    package var body: [UInt8]

    package init(
        status: Int = 200, content: Content, caching: Caching = .unsaid, tag: EntityTag? = nil, fields: [Field] = [],
        body: [UInt8]
    ) {
        self.status = status
        self.content = content
        self.caching = caching
        self.tag = tag
        self.fields = fields
        self.body = body
    }

    /// Says that the client has the state already that it asked for (RFC 9110, section 15.4.5).
    package static func notModified(_ tag: EntityTag) -> Response {
        Response(status: 304, content: .none, caching: .revalidated, tag: tag, body: [])
    }

    /// Says so of this response, which has a tag.
    package var notModified: Response {
        Response(
            status: 304, content: content == .html ? .nonePage : .none, caching: caching, tag: tag, fields: fields,
            body: [])
    }
}
