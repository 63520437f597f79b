/// The media type of a request body (RFC 9110, section 8.3.1), as far as the routes tell them apart.
///
/// `charset` may be given once, with a name of UTF-8 or of ASCII, which is a part of it: that says nothing new, as JSON is
/// UTF-8 and the parameter has no effect (RFC 8259, section 11). Parameters may be missing where a semicolon announces
/// them (RFC 9110, section 5.6.6).
package enum MediaType: Sendable {
    /// `application/json`.
    case json
    /// `application/merge-patch+json` (RFC 7396).
    case mergePatch
    /// `application/x-www-form-urlencoded`.
    case form
    /// Anything else, and none.
    case other

    /// Reads the value of a Content-Type field.
    package init(_ contentType: [UInt8]) {
        let end = contentType.firstIndex(of: UInt8(ascii: ";")) ?? contentType.endIndex
        let type = contentType[..<end].withoutBlanks
        guard end == contentType.endIndex || Self.saysNothingNew(contentType[end...]) else {
            self = .other
            return
        }
        if type.equalsIgnoringCase("application/json") {
            self = .json
        } else if type.equalsIgnoringCase("application/merge-patch+json") {
            self = .mergePatch
        } else if type.equalsIgnoringCase("application/x-www-form-urlencoded") {
            self = .form
        } else {
            self = .other
        }
    }

    /// Whether parameters, each after its semicolon, are one harmless charset at most.
    private static func saysNothingNew(_ parameters: ArraySlice<UInt8>) -> Bool {
        var charsets = 0
        for parameter in parameters.split(separator: UInt8(ascii: ";")) {
            let parameter = parameter.withoutBlanks
            guard !parameter.isEmpty else { continue }
            charsets += 1
            let equals = parameter.firstIndex(of: UInt8(ascii: "=")) ?? parameter.endIndex
            guard charsets == 1, parameter[..<equals].equalsIgnoringCase("charset"),
                isPartOfUTF8(unquoted(parameter[equals...].dropFirst()))
            else { return false }
        }
        return true
    }

    private static func isPartOfUTF8(_ charset: [UInt8]) -> Bool {
        charset[...].equalsIgnoringCase("utf-8") || charset[...].equalsIgnoringCase("utf8")
            || charset[...].equalsIgnoringCase("us-ascii")
    }

    /// A value without the quotes that it may stand in, and with what is escaped there (RFC 9110, section 5.6.4); a quote
    /// that is missing makes it none of the names above.
    private static func unquoted(_ value: ArraySlice<UInt8>) -> [UInt8] {
        guard value.count > 1, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") else {
            return Array(value)
        }
        var text: [UInt8] = []
        var rest = value.dropFirst().dropLast()
        while let byte = rest.popFirst() {
            text.append(byte == UInt8(ascii: "\\") ? rest.popFirst() ?? byte : byte)
        }
        return text
    }
}
