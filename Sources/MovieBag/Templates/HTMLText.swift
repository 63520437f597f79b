import Mustache

/// Writes a value into HTML so that it stays text: every special byte becomes a character reference.
///
/// swift-mustache's own looks at grapheme clusters, and lets `"` through when a combining mark follows.
///
/// Tests: MovieBagTests/Templates/TemplateTests.swift
struct HTMLText: MustacheContentType {
    func escapeText(_ text: String) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Makes it what `CONTENT_TYPE:HTML` means; any number of calls do it once.
    static func register() {
        _ = once
    }

    private static let once: Void = MustacheContentTypes.register(HTMLText(), named: "HTML")
}
