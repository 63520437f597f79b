import Text

/// Where in HTML a text of a template ends, as far as that decides whether a value may follow: in an element, or in a value of
/// an attribute between quotes. Reads tags as browsers do (HTML standard, section 13.2.5), strictly: what templates need not
/// have is refused.
///
/// Tests: MarkupContextTests.swift
struct MarkupContext: Sendable {
    private enum Place: Equatable {
        case text
        /// Behind `<`.
        case tagName
        /// In a tag, between attributes.
        case tag
        case attributeName
        /// Behind `=`.
        case beforeValue
        case quoted(UInt8)
        case unquoted
        case comment
        case declaration
    }

    private var place = Place.text
    private var tag: [UInt8] = []
    private var attribute: [UInt8] = []
    /// Whether a value may be the first of the attribute's value, which matters for an address.
    private var valueIsEmpty = true
    /// The element that holds no markup, if it is in one.
    private var raw: [UInt8]?

    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "poster", "data", "cite", "ping", "srcset", "imagesrcset", "manifest",
        "background", "xlink:href",
    ]
    /// What their values hold is markup, styles or an address with something around it.
    private static let refused: Set<String> = ["style", "srcdoc", "http-equiv"]

    private var isAddress: Bool { Self.addresses.contains(String(decoding: attribute, as: UTF8.self)) }

    var isOutsideTags: Bool { place == .text && raw == nil }

    /// Why a value must not stand here; `nil` when it may.
    func problem(ofVariable name: String) -> String? {
        if raw != nil { return "has {{ \(name) }} in an element that holds a script, styles or no markup" }
        switch place {
        case .text: return nil
        case .quoted:
            let attribute = String(decoding: attribute, as: UTF8.self)
            if Self.refused.contains(attribute) || attribute.hasPrefix("on") {
                return "has {{ \(name) }} in the attribute \(attribute)"
            }
            if isAddress {
                guard name.hasSuffix("_url") else {
                    return
                        "has {{ \(name) }} in the attribute \(attribute), where only names that end in _url may stand"
                }
                if !valueIsEmpty { return "has {{ \(name) }} behind other text in the attribute \(attribute)" }
            }
            return nil
        case .tagName, .tag, .attributeName, .beforeValue, .unquoted, .comment, .declaration:
            return "has {{ \(name) }} in a tag or comment, and not in a value between quotes"
        }
    }

    /// The same for a text of a language.
    func problem(ofText name: String) -> String? {
        if case .quoted = place, isAddress {
            return "has {{ \(name) }} in an address"
        }
        return problem(ofVariable: name)
    }

    /// Whether what follows is read the same way here and there: with a section and without.
    func agrees(with other: MarkupContext) -> Bool {
        guard tag == other.tag, raw == other.raw else { return false }
        // An attribute without a value, as `<option{{#chosen}} selected{{/chosen}}>`, ends with what follows.
        if isBetweenAttributes, other.isBetweenAttributes { return true }
        return place == other.place && attribute == other.attribute && valueIsEmpty == other.valueIsEmpty
    }

    /// Goes on behind a section that began within `other`, with which this agrees. Whether a name of an attribute stands before
    /// what follows is not known then, so that no `=` may.
    mutating func leaveSection(begunWithin other: MarkupContext) {
        guard isBetweenAttributes, place != other.place || attribute != other.attribute else { return }
        (place, attribute) = (.tag, [])
    }

    private var isBetweenAttributes: Bool { place == .tagName || place == .tag || place == .attributeName }

    mutating func readVariable() {
        if case .quoted = place { valueIsEmpty = false }
    }

    mutating func read(_ text: [UInt8]) {
        var index = 0
        while index < text.count {
            read(text[index], text[index...])
            index += 1
        }
    }

    private mutating func read(_ byte: UInt8, _ rest: ArraySlice<UInt8>) {
        let isBlank = [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte)
        switch place {
        case .text:
            guard byte == UInt8(ascii: "<") else { return }
            guard let next = rest.dropFirst().first else {
                // A value would be the name of an element.
                if raw == nil { (place, tag) = (.tagName, []) }
                return
            }
            if let raw {
                // Only its own end tag ends it.
                guard rest.dropFirst(2).prefix(raw.count).map(\.lowercased) == raw, next == UInt8(ascii: "/") else {
                    return
                }
                self.raw = nil
            }
            if rest.starts(with: "<!--".utf8) {
                place = .comment
            } else if next == UInt8(ascii: "!") {
                place = .declaration
            } else if next == UInt8(ascii: "/") || next.isLetterOrDigit {
                (place, tag) = (.tagName, [])
            }
        case .tagName:
            if byte == UInt8(ascii: ">") { return endTag() }
            if isBlank || byte == UInt8(ascii: "/") && !tag.isEmpty {
                place = .tag
            } else {
                tag.append(byte.lowercased)
            }
        case .tag:
            if byte == UInt8(ascii: ">") { return endTag() }
            guard !isBlank else { return }
            if byte == UInt8(ascii: "/") {
                attribute = []
            } else if byte == UInt8(ascii: "="), !attribute.isEmpty {
                // Behind the blanks after a name.
                place = .beforeValue
            } else {
                (place, attribute) = (.attributeName, [byte.lowercased])
            }
        case .attributeName:
            if byte == UInt8(ascii: ">") { return endTag() }
            if byte == UInt8(ascii: "=") {
                place = .beforeValue
            } else if isBlank {
                place = .tag
            } else if byte == UInt8(ascii: "/") {
                (place, attribute) = (.tag, [])
            } else {
                attribute.append(byte.lowercased)
            }
        case .beforeValue:
            if isBlank { return }
            if byte == UInt8(ascii: ">") { return endTag() }
            valueIsEmpty = isAddress
            place = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? .quoted(byte) : .unquoted
        case .quoted(let quote):
            if byte == quote { (place, attribute) = (.tag, []) } else { valueIsEmpty = false }
        case .unquoted:
            if byte == UInt8(ascii: ">") { return endTag() }
            if isBlank { (place, attribute) = (.tag, []) }
        case .comment:
            if rest.starts(with: "-->".utf8) || rest.starts(with: "--!>".utf8) { place = .declaration }
        case .declaration:
            if byte == UInt8(ascii: ">") { place = .text }
        }
    }

    private mutating func endTag() {
        place = .text
        let elements = [
            "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
        ]
        // A text area and a title hold text in which references count, so that values may stand there.
        if elements.contains(String(decoding: tag, as: UTF8.self)), tag != Array("textarea".utf8),
            tag != Array("title".utf8)
        {
            raw = tag
        }
        (tag, attribute) = ([], [])
    }
}

extension UInt8 {
    fileprivate var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}
