import Text

/// Where in HTML a text of a template ends, as far as that decides whether a value may follow: in an element, or in a value of
/// an attribute between quotes. Reads tags as browsers do (HTML standard, section 13.2.5), strictly: what templates need not
/// have is refused.
///
/// Tests: MarkupContextTests.swift
struct MarkupContext: Sendable, Equatable {
    private enum Place: Equatable {
        case text
        /// Behind `<`.
        case tagStart
        /// Behind `</`.
        case endTagStart
        case tagName
        /// In a tag, between attributes; behind a name and blanks while `attribute` is not empty.
        case tag
        case attributeName
        /// Behind `=`.
        case beforeValue
        case quoted(UInt8)
        case unquoted
        /// In a tag where a section begins or ends, so that the bytes before are not known: a blank or the end of the tag follows.
        case sectionEdge
        /// Behind `<!`.
        case declarationStart
        /// Behind `<!-`.
        case commentStart
        /// With the dashes right before, two at most; none have come while it is empty.
        case comment(dashes: Int, isEmpty: Bool)
        case declaration
        /// Behind `<` in an element that holds no markup.
        case rawTagStart
        /// Behind `</` and some letters in it.
        case rawEndTag([UInt8])
        /// Behind what no template needs and what parsers read in ways of their own: no value may follow, and no page ends here.
        case lost
    }

    private var place = Place.text
    private var tag: [UInt8] = []
    private var attribute: [UInt8] = []
    /// Whether a value may be the first of the attribute's value, which matters for an address.
    private var valueIsEmpty = true
    /// The element that holds no markup, if it is in one.
    private var raw: [UInt8]?

    private static let withoutMarkup = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
    ].map { Array($0.utf8) }
    /// Those in which references count, so that values may stand there.
    private static let withReferences = ["textarea", "title"].map { Array($0.utf8) }

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
        if let raw, !Self.withReferences.contains(raw) {
            return "has {{ \(name) }} in an element that holds a script, styles or no markup"
        }
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
        case .lost: return "has {{ \(name) }} behind markup that is not supported"
        case .tagStart, .endTagStart, .tagName, .tag, .attributeName, .beforeValue, .unquoted, .sectionEdge,
            .declarationStart, .commentStart, .comment, .declaration, .rawTagStart, .rawEndTag:
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

    /// A section begins or ends here. What it holds may be missing or come again, so that in a tag the bytes before are not known.
    mutating func readSectionEdge() {
        switch place {
        // An attribute without a value, as `<option{{#chosen}} selected{{/chosen}}>`, ends with what follows.
        case .tagName, .tag, .attributeName: (place, attribute) = (.sectionEdge, [])
        default: break
        }
    }

    mutating func readVariable() {
        if case .quoted = place { valueIsEmpty = false }
    }

    /// Reads a literal: byte by byte, without looking ahead, as it may end anywhere.
    mutating func read(_ text: [UInt8]) {
        for byte in text { read(byte) }
    }

    private mutating func read(_ byte: UInt8) {
        switch place {
        case .text:
            if byte == UInt8(ascii: "<") { place = raw == nil ? .tagStart : .rawTagStart }
        case .tagStart, .endTagStart: readTagStart(byte)
        case .rawTagStart, .rawEndTag: readRaw(byte)
        case .tagName, .tag, .attributeName, .sectionEdge: readTag(byte)
        case .beforeValue, .quoted, .unquoted: readValue(byte)
        case .declarationStart, .commentStart, .comment, .declaration: readDeclaration(byte)
        case .lost: break
        }
    }

    private mutating func readTagStart(_ byte: UInt8) {
        if byte.isLetter {
            tag = (place == .endTagStart ? [UInt8(ascii: "/")] : []) + [byte.lowercased]
            place = .tagName
        } else if place == .endTagStart || byte == UInt8(ascii: "?") {
            place = .lost
        } else if byte == UInt8(ascii: "/") {
            place = .endTagStart
        } else if byte == UInt8(ascii: "!") {
            place = .declarationStart
        } else if byte != UInt8(ascii: "<") {
            place = .text
        }
    }

    /// In an element that only its own end tag ends.
    private mutating func readRaw(_ byte: UInt8) {
        switch (place, byte) {
        case (.rawTagStart, UInt8(ascii: "/")): place = .rawEndTag([])
        // Comments of scripts hide end tags.
        case (.rawTagStart, UInt8(ascii: "!")) where raw == Array("script".utf8): place = .lost
        case (.rawEndTag(let name), _) where byte.isLetter: place = .rawEndTag(name + [byte.lowercased])
        case (.rawEndTag(let name), _) where name == raw && (byte.isBlank || "/>".utf8.contains(byte)):
            (raw, tag, place) = (nil, [UInt8(ascii: "/")] + name, .tag)
            readTag(byte)
        default: place = byte == UInt8(ascii: "<") ? .rawTagStart : .text
        }
    }

    private mutating func readTag(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") { return endTag() }
        if byte == UInt8(ascii: "/") {
            (place, attribute) = (.tag, [])
        } else if byte.isBlank {
            place = .tag
        } else if place == .sectionEdge || byte == UInt8(ascii: "=") && place != .tagName && attribute.isEmpty {
            place = .lost
        } else if place == .tagName {
            tag.append(byte.lowercased)
        } else if byte == UInt8(ascii: "=") {
            place = .beforeValue
        } else {
            attribute = (place == .attributeName ? attribute : []) + [byte.lowercased]
            place = .attributeName
        }
    }

    private mutating func readValue(_ byte: UInt8) {
        if case .quoted(let quote) = place {
            if byte == quote { endValue() } else { valueIsEmpty = false }
        } else if byte == UInt8(ascii: ">") {
            endTag()
        } else if place == .unquoted {
            if byte.isBlank { endValue() }
        } else if !byte.isBlank {
            valueIsEmpty = isAddress
            place = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? .quoted(byte) : .unquoted
        }
    }

    private mutating func readDeclaration(_ byte: UInt8) {
        let isDash = byte == UInt8(ascii: "-")
        switch place {
        case .comment(let dashes, let isEmpty):
            if byte == UInt8(ascii: ">"), dashes == 2 || isEmpty {
                place = dashes == 2 && !isEmpty ? .text : .lost
            } else if byte == UInt8(ascii: "!"), dashes == 2 {
                place = .lost
            } else {
                place = .comment(dashes: isDash ? min(dashes + 1, 2) : 0, isEmpty: isEmpty && isDash && dashes == 0)
            }
        case .declarationStart where isDash: place = .commentStart
        // A section of characters.
        case .declarationStart where byte == UInt8(ascii: "["): place = .lost
        case .commentStart where isDash: place = .comment(dashes: 0, isEmpty: true)
        default: place = byte == UInt8(ascii: ">") ? .text : .declaration
        }
    }

    private mutating func endValue() { (place, attribute, valueIsEmpty) = (.tag, [], true) }

    private mutating func endTag() {
        endValue()
        if Self.withoutMarkup.contains(tag) { raw = tag }
        (place, tag) = (.text, [])
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(self) }
}
