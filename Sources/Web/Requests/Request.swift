import Memory
import Text

/// One request, as far as this service looks at it: copied once from the web server's CGI variables.
package struct Request: Sendable {
    package let method: Method
    package let target: Target
    /// REQUEST_URI as sent, which the target was made from.
    let uri: [UInt8]
    /// CONTENT_TYPE as sent; empty when there was none.
    package let contentType: [UInt8]
    /// HTTP_CONTENT_ENCODING as sent; empty when there was none.
    let contentEncoding: [UInt8]
    /// HTTP_AUTHORIZATION as sent, or else REDIRECT_HTTP_AUTHORIZATION; `nil` when the web server passed neither on.
    package let authorization: [UInt8]?
    /// HTTP_IF_NONE_MATCH: the client has these states already; `nil` when it sent none.
    package let ifNoneMatch: EntityTagCondition?
    /// HTTP_IF_MATCH: the request shall change one of these states only; `nil` when it sent none.
    package let ifMatch: EntityTagCondition?
    /// HTTP_PREFER: what the client would like of the response.
    package let preferences: Preferences
    /// HTTP_IDEMPOTENCY_KEY as sent, or so much of it that it is too long for a key; `nil` when there was none.
    package let idempotencyKey: [UInt8]?
    /// REMOTE_ADDR as sent: the address that the web server was asked from; empty when it passed none on.
    package let remoteAddress: [UInt8]
    /// HTTP_X_FORWARDED_FOR as sent, which anybody can send; `nil` when there was none.
    package let forwardedFor: [UInt8]?
    /// HTTP_USER_AGENT as sent, its first 200 bytes; empty when there was none.
    package let userAgent: [UInt8]
    /// HTTP_ACCEPT as sent, or so much of it that it is too long; `nil` when there was none.
    let accept: [UInt8]?
    /// HTTP_ORIGIN as sent, or so much of it that it is no origin: the site whose page sends the request; `nil` when there was
    /// none.
    package let origin: [UInt8]?
    /// What only browsers send, as far as pages look at it; `nil` when there was nothing of it.
    let browser: BrowserFields?
    /// Whether a browser asks whether a page may send a request: OPTIONS with the fields that say so (Fetch standard, section
    /// 3.2.2).
    let isPreflight: Bool
    /// REQUEST_ID as the web server passes it, or else UNIQUE_ID; a name of our own when neither is one. A client cannot set
    /// either: what it sends becomes HTTP_REQUEST_ID.
    package let id: RequestID
    package let body: RequestBody
    /// CONTENT_LENGTH when it was a number, which servers leave out, leave empty or set to -1 (RFC 3875, section 4.1.2).
    let declaredLength: Int?

    /// HTTP_COOKIE as sent, or so much of it that it is too long; `nil` when there was none.
    package var cookies: [UInt8]? { browser?.cookies }
    /// HTTP_SEC_FETCH_SITE as sent, or so much of it that it is no value of it: how the page that sends the request is related to
    /// this site (Fetch metadata, section 2.4); `nil` when there was none.
    package var fetchSite: [UInt8]? { browser?.fetchSite }
    /// HTTP_ACCEPT_LANGUAGE as sent, or so much of it that it is too long; `nil` when there was none.
    package var acceptLanguage: [UInt8]? { browser?.acceptLanguage }

    /// Overwrites what may hold a token: the credentials, the cookies and the target. The body is up to the one who read it.
    ///
    /// To be called when nothing reads the request any more, nor any array or slice out of it.
    package func cleanse() {
        if let authorization { Memory.cleanse(authorization) }
        if let cookies = browser?.cookies { Memory.cleanse(cookies) }
        Memory.cleanse(uri)
        Memory.cleanse(target.path)
    }

    /// Whether the client says that it has the state that `tag` stands for (weak comparison), compressed or not.
    package func hasAlready(_ tag: EntityTag) -> Bool {
        switch ifNoneMatch {
        case nil: false
        case .any: true
        case .oneOf(let tags): tags.contains { $0.isFor(tag) }
        }
    }

    /// Whether the client wants the state that `tag` stands for, or any (If-Match; strong comparison, compressed or not).
    ///
    /// - Parameter takesWeak: whether a weak tag counts too.
    package func wants(_ tag: EntityTag, takesWeak: Bool) -> Bool {
        switch ifMatch {
        case nil, .any: true
        case .oneOf(let tags): tags.contains { (takesWeak || !$0.isWeak) && $0.isFor(tag) }
        }
    }

    /// Whether an error is to be told as a problem (RFC 9457): the client names that type, and wants it more than JSON.
    package var prefersProblems: Bool {
        guard let accept else { return false }
        return AcceptedTypes(accept)?.prefers(("application", "problem+json"), to: ("application", "json")) == true
    }

    /// Whether the body is as it was before it was sent: without a content coding (RFC 9110, section 8.4), or with
    /// `identity`, which should not be named there and changes nothing.
    package var isUncoded: Bool {
        contentEncoding.isEmpty
            || contentEncoding.split(separator: UInt8(ascii: ",")).allSatisfy { coding in
                let coding = coding.withoutBlanks
                return coding.isEmpty || coding.equalsIgnoringCase("identity")
            }
    }

    /// Whether the declared length, if there was one, is the length of what came.
    package var isFramedAsDeclared: Bool {
        guard let declaredLength, case .complete(let bytes) = body else { return true }
        return declaredLength == bytes.count
    }
}
