import Memory
import Text

/// Picks the few CGI variables that matter out of all that a web server sends (RFC 3875, section 4.1).
///
/// REQUEST_URI decides the route: it is raw and the same on every server, where SCRIPT_NAME and PATH_INFO differ.
package struct RequestBuilder {
    private var method = Method.other
    private var uri: [UInt8] = []
    private var contentType: [UInt8] = []
    private var contentEncoding: [UInt8] = []
    private var authorization: [UInt8]?
    private var redirectedAuthorization: [UInt8]?
    private var ifNoneMatch: [UInt8]?
    private var ifMatch: [UInt8]?
    private var prefer: [UInt8]?
    private var idempotencyKey: [UInt8]?
    private var remoteAddress: [UInt8] = []
    private var forwardedFor: [UInt8]?
    private var userAgent: [UInt8] = []
    private var accept: [UInt8]?
    private var origin: [UInt8]?
    private var fetchSite: [UInt8]?
    private var acceptLanguage: [UInt8]?
    private var cookies: [UInt8]?
    private var isOptions = false
    private var asksForMethod = false
    private var requestID: [UInt8] = []
    private var uniqueID: [UInt8] = []
    private var declaredLength: Int?

    package init() {}

    /// Looks at one variable and keeps it if it matters.
    package mutating func take(name: Span<UInt8>, value: Span<UInt8>) {
        // The length rules out nearly all of the thirty or so variables before a byte is compared.
        switch name.count {
        case 9 where name.equals("UNIQUE_ID"):
            uniqueID = value.extracting(first: min(value.count, 65)).copied()
        case 10 where name.equals("REQUEST_ID"):
            requestID = value.extracting(first: min(value.count, 65)).copied()
        case 11 where name.equals("REQUEST_URI"):
            Self.replace(&uri, with: value)
        case 11 where name.equals("HTTP_PREFER"):
            Self.add(value, to: &prefer)
        case 11 where name.equals("HTTP_ACCEPT"):
            Self.add(value.extracting(first: min(value.count, AcceptedTypes.longest + 1)), to: &accept)
        case 11 where name.equals("HTTP_ORIGIN"):
            Self.add(value.extracting(first: min(value.count, CrossOriginPolicy.longest + 1)), to: &origin)
        case 11 where name.equals("HTTP_COOKIE"):
            takeCookies(value)
        case 11 where name.equals("REMOTE_ADDR"):
            remoteAddress = value.copied()
        case 12 where name.equals("CONTENT_TYPE"):
            contentType = value.copied()
        case 13 where name.equals("HTTP_IF_MATCH"):
            Self.add(value, to: &ifMatch)
        case 14 where name.equals("REQUEST_METHOD"):
            method = Method(value)
            isOptions = value.equals("OPTIONS")
        case 14 where name.equals("CONTENT_LENGTH"):
            declaredLength = Self.length(value)
        case 15 where name.equals("HTTP_USER_AGENT"):
            userAgent = value.extracting(first: min(value.count, 200)).copied()
        case 18 where name.equals("HTTP_AUTHORIZATION"):
            Self.replace(&authorization, with: value)
        case 18 where name.equals("HTTP_IF_NONE_MATCH"):
            Self.add(value, to: &ifNoneMatch)
        case 19 where name.equals("HTTP_SEC_FETCH_SITE"):
            Self.add(value.extracting(first: min(value.count, 32)), to: &fetchSite)
        case 20 where name.equals("HTTP_ACCEPT_LANGUAGE"):
            Self.add(value.extracting(first: min(value.count, AcceptedLanguages.longest + 1)), to: &acceptLanguage)
        case 20 where name.equals("HTTP_X_FORWARDED_FOR"):
            Self.add(value, to: &forwardedFor)
        case 20 where name.equals("HTTP_IDEMPOTENCY_KEY"):
            takeKey(value)
        case 21 where name.equals("HTTP_CONTENT_ENCODING"):
            contentEncoding = value.copied()
        // What Apache makes of the variable when a rewrite that has set it starts the request again (mod_rewrite).
        case 27 where name.equals("REDIRECT_HTTP_AUTHORIZATION"):
            Self.replace(&redirectedAuthorization, with: value)
        case 34 where name.equals("HTTP_ACCESS_CONTROL_REQUEST_METHOD"):
            asksForMethod = value.count > 0
        default:
            break
        }
    }

    /// The request, once every variable was taken and the body read.
    ///
    /// - Parameter name: names it when the web server has not.
    package consuming func request(body: RequestBody, orNamed name: () -> RequestID) -> Request {
        if authorization != nil, let redirectedAuthorization { Memory.cleanse(redirectedAuthorization) }
        return Request(
            method: method, target: Target(uri: uri), uri: uri, contentType: contentType,
            contentEncoding: contentEncoding, authorization: authorization ?? redirectedAuthorization,
            ifNoneMatch: ifNoneMatch.map(EntityTagCondition.init),
            ifMatch: ifMatch.map(EntityTagCondition.init),
            preferences: prefer.map(Preferences.init) ?? Preferences(), idempotencyKey: idempotencyKey,
            remoteAddress: remoteAddress, forwardedFor: forwardedFor, userAgent: userAgent, accept: accept,
            origin: origin,
            browser: BrowserFields(cookies: cookies, fetchSite: fetchSite, acceptLanguage: acceptLanguage),
            isPreflight: isOptions && asksForMethod && origin != nil,
            id: RequestID(requestID) ?? RequestID(uniqueID) ?? name(), body: body,
            declaredLength: declaredLength)
    }

    /// Keeps the last one of several, and nothing of those before.
    private static func replace(_ field: inout [UInt8]?, with value: Span<UInt8>) {
        if let field { Memory.cleanse(field) }
        field = value.copied()
    }

    private static func replace(_ field: inout [UInt8], with value: Span<UInt8>) {
        Memory.cleanse(field)
        field = value.copied()
    }

    /// Joins fields of one name, which some servers pass on one by one (RFC 9110, section 5.3). Empty means none: servers
    /// can be set to send every variable.
    private static func add(_ value: Span<UInt8>, to field: inout [UInt8]?) {
        guard !value.isEmpty else { return }
        field = (field.map { $0 + [UInt8(ascii: ",")] } ?? []) + value.copied()
    }

    /// Keeps cookies, of which several fields make one (RFC 9113, section 8.2.3); none when they are too many.
    private mutating func takeCookies(_ value: Span<UInt8>) {
        guard !value.isEmpty else { return }
        let start = cookies.map { $0 + "; ".utf8 } ?? []
        if let cookies { Memory.cleanse(cookies) }
        cookies = start + value.extracting(first: min(value.count, CookieField.longest + 1)).copied()
    }

    /// Keeps a key, or one byte more than a key has. Two fields make no key: a blank, which stands in none, is between them.
    private mutating func takeKey(_ value: Span<UInt8>) {
        guard !value.isEmpty else { return }
        let start = idempotencyKey.map { $0.prefix(1) + [UInt8(ascii: " ")] } ?? []
        idempotencyKey = start + value.extracting(first: min(value.count, 256)).copied()
    }

    /// A number of bytes in decimal digits, cut to the largest `Int`; `nil` for anything else, "-1" and "" included.
    private static func length(_ text: Span<UInt8>) -> Int? {
        guard text.count > 0 else { return nil }
        var number = 0
        for index in 0..<text.count {
            guard text[index].isDigit else { return nil }
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            number = isTooLarge || tens > Int.max - 9 ? Int.max : tens + Int(text[index] - UInt8(ascii: "0"))
        }
        return number
    }
}
