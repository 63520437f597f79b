/// The media type of a request body (RFC 9110, section 8.3.1), as far as the routes tell them apart.
package enum MediaType: Sendable {
    /// `application/json`, alone or with `charset=utf-8`.
    case json
    /// `application/x-www-form-urlencoded`, alone or with `charset=utf-8`.
    case form
    /// Anything else, and none.
    case other

    /// Reads the value of a Content-Type field.
    package init(_ contentType: [UInt8]) {
        let parts = contentType.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map(Self.trimmed)
        guard let type = parts.first, parts.count < 3, parts.count == 1 || Self.isUTF8(parts[1]) else {
            self = .other
            return
        }
        if type.equalsIgnoringCase("application/json") {
            self = .json
        } else if type.equalsIgnoringCase("application/x-www-form-urlencoded") {
            self = .form
        } else {
            self = .other
        }
    }

    private static func isUTF8(_ parameter: ArraySlice<UInt8>) -> Bool {
        parameter.equalsIgnoringCase("charset=utf-8") || parameter.equalsIgnoringCase("charset=\"utf-8\"")
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}
