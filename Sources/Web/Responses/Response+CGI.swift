import Text

/// Tests: ResponseTests.swift
extension Response {
    /// Writes the response as a CGI document response (RFC 3875, section 6), in two parts that follow each other.
    ///
    /// - Parameters:
    ///   - output: the header fields and an empty line are appended to it.
    ///   - body: becomes the body, which is not copied.
    ///   - request: the name of the request.
    ///   - headOnly: leaves the body out and keeps its length, as HEAD asks (RFC 9110, section 9.3.2).
    package func write(head output: inout [UInt8], body: inout [UInt8], to request: RequestID, headOnly: Bool) {
        writeHead(to: &output, request)
        body = headOnly ? [] : self.body
    }

    private func writeHead(to output: inout [UInt8], _ request: RequestID) {
        output.reserveCapacity(output.count + 560)
        output.append("Status: ")
        output.append(decimal: status)
        output.append(" ")
        output.append(Self.reason(status))
        output.append(content.lines)
        if content != .none, content != .nonePage {
            output.append("\r\nContent-Length: ")
            output.append(decimal: body.count)
        }
        switch caching {
        case .forbidden: output.append("\r\nCache-Control: no-store")
        case .revalidated: output.append("\r\nCache-Control: public, max-age=0, s-maxage=1")
        case .publicPage:
            output.append("\r\nCache-Control: public, max-age=0, s-maxage=1\r\nVary: Cookie, Accept-Language")
        case .immutable: output.append("\r\nCache-Control: public, max-age=31536000, immutable")
        case .anHour: output.append("\r\nCache-Control: public, max-age=3600")
        case .privatelyRevalidated: output.append("\r\nCache-Control: private, no-cache\r\nVary: Authorization")
        case .unsaid: break
        }
        if let tag {
            output.append(tag.isWeak ? "\r\nETag: W/\"" : "\r\nETag: \"")
            output.append(contentsOf: tag.opaque)
            output.append("\"")
        }
        for field in fields {
            output.append("\r\n")
            output.append(contentsOf: field.name.utf8)
            output.append(": ")
            output.append(contentsOf: field.value.utf8)
        }
        output.append("\r\nX-Request-Id: ")
        output.append(contentsOf: request.bytes)
        output.append("\r\n\r\n")
    }

    /// The reason phrase of RFC 9110 for the statuses that this service gives.
    private static func reason(_ status: Int) -> StaticString {
        switch status {
        case 200: "OK"
        case 204: "No Content"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 409: "Conflict"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 503: "Service Unavailable"
        default: "Internal Server Error"
        }
    }
}

extension Response.Content {
    /// The type, and what tells a browser to make no more of a response than that: each line begins with its line break. One
    /// literal for each, so that a response costs one copy. A page has a policy of its own among its fields.
    fileprivate var lines: StaticString {
        switch self {
        case .json:
            """
            \r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .problem:
            """
            \r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .text:
            """
            \r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .linkset:
            """
            \r\nContent-Type: application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"\r\n\
            X-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .styleSheet:
            """
            \r\nContent-Type: text/css; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .script:
            """
            \r\nContent-Type: text/javascript; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .image:
            """
            \r\nContent-Type: image/svg+xml\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .manifest:
            """
            \r\nContent-Type: application/manifest+json\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .atom:
            """
            \r\nContent-Type: application/atom+xml\r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .html:
            """
            \r\nContent-Type: text/html; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .none:
            // Those of JSON, as a cache replaces what it has of them (RFC 9111, section 4.3.4).
            """
            \r\nX-Content-Type-Options: nosniff\r\n\
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
            Cross-Origin-Opener-Policy: same-origin
            """
        case .nonePage: "\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Opener-Policy: same-origin"
        }
    }
}
