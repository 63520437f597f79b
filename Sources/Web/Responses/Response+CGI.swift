/// Tests: ResponseTests.swift
extension Response {
    /// Writes the response as a CGI document response (RFC 3875, section 6), in two parts that follow each other.
    ///
    /// - Parameters:
    ///   - output: the header fields and an empty line are appended to it.
    ///   - body: becomes the body, which is not copied.
    ///   - headOnly: leaves the body out and keeps its length, as HEAD asks (RFC 9110, section 9.3.2).
    package func write(head output: inout [UInt8], body: inout [UInt8], headOnly: Bool) {
        writeHead(to: &output)
        body = headOnly ? [] : self.body
    }

    private func writeHead(to output: inout [UInt8]) {
        output.reserveCapacity(output.count + 320)
        output.append("Status: ")
        output.append(decimal: status)
        output.append(" ")
        output.append(Self.reason(status))
        switch content {
        case .json: output.append("\r\nContent-Type: application/json")
        case .html: output.append("\r\nContent-Type: text/html; charset=utf-8")
        case .none: break
        }
        output.append("\r\nX-Content-Type-Options: nosniff")
        if content != .none {
            output.append("\r\nContent-Length: ")
            output.append(decimal: body.count)
        }
        switch caching {
        case .forbidden: output.append("\r\nCache-Control: no-store")
        case .revalidated: output.append("\r\nCache-Control: public, max-age=0, s-maxage=1")
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
        output.append("\r\n\r\n")
    }

    /// The reason phrase of RFC 9110 for the statuses that this service gives.
    private static func reason(_ status: Int) -> StaticString {
        switch status {
        case 200: "OK"
        case 303: "See Other"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 429: "Too Many Requests"
        case 503: "Service Unavailable"
        default: "Internal Server Error"
        }
    }
}
