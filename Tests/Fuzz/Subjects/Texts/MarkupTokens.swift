/// A page as browsers take it apart (HTML standard, section 13.2.5), without what they make of the tags then: a reference for
/// what decides where a value may stand in a template.
struct MarkupTokens {
    enum Token: Equatable {
        /// What is shown, references in it not resolved.
        case text([UInt8])
        /// What an element holds that holds no markup, by the name of the element.
        case raw([UInt8], [UInt8])
        case tag([UInt8], [Attribute])
        /// A comment or a declaration.
        case comment([UInt8])
    }

    struct Attribute: Equatable {
        let name: [UInt8]
        let value: [UInt8]
    }

    private(set) var tokens: [Token] = []
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
        while !rest.isEmpty { readMarkup() }
    }

    private mutating func readMarkup() {
        let next = rest.dropFirst().first
        if rest.first != UInt8(ascii: "<") {
            tokens.append(.text(take { $0 != UInt8(ascii: "<") }))
        } else if next?.isLetter == true {
            rest = rest.dropFirst()
            readTag([])
        } else if next == UInt8(ascii: "/"), rest.dropFirst(2).first?.isLetter == true {
            rest = rest.dropFirst(2)
            readTag([UInt8(ascii: "/")])
        } else if rest.starts(with: "<!--".utf8) {
            readComment()
        } else if let next, "!?/".utf8.contains(next) {
            tokens.append(.comment(take { $0 != UInt8(ascii: ">") }))
            rest = rest.dropFirst()
        } else {
            tokens.append(.text([UInt8(ascii: "<")]))
            rest = rest.dropFirst()
        }
    }

    private mutating func readComment() {
        let start = rest
        rest = rest.dropFirst(4)
        for end in [">", "->"] where rest.starts(with: end.utf8) {
            rest = rest.dropFirst(end.utf8.count)
            return tokens.append(.comment([]))
        }
        while !rest.isEmpty, !rest.starts(with: "-->".utf8), !rest.starts(with: "--!>".utf8) { rest = rest.dropFirst() }
        tokens.append(.comment(Array(start[..<rest.startIndex])))
        rest = rest.dropFirst(rest.starts(with: "-->".utf8) ? 3 : 4)
    }

    private mutating func readTag(_ start: [UInt8]) {
        let name = start + take { !$0.endsName }.map(\.lowercased)
        var attributes: [Attribute] = []
        while let byte = rest.first, byte != UInt8(ascii: ">") {
            if byte.isBlank || byte == UInt8(ascii: "/") {
                rest = rest.dropFirst()
            } else {
                attributes.append(readAttribute())
            }
        }
        // A tag without its end is none.
        guard !rest.isEmpty else { return }
        rest = rest.dropFirst()
        tokens.append(.tag(name, attributes))
        if Self.withoutMarkup.contains(name) { readRaw(name) }
    }

    private mutating func readAttribute() -> Attribute {
        // A sign of equality that comes first is one of the name.
        let first = take(upTo: 1) { _ in true }
        let name = first + take { !$0.endsName && $0 != UInt8(ascii: "=") }
        _ = take(while: \.isBlank)
        guard rest.first == UInt8(ascii: "=") else { return Attribute(name: name.map(\.lowercased), value: []) }
        rest = rest.dropFirst()
        _ = take(while: \.isBlank)
        var value: [UInt8] = []
        if let quote = rest.first, "\"'".utf8.contains(quote) {
            rest = rest.dropFirst()
            value = take { $0 != quote }
            rest = rest.dropFirst()
        } else {
            value = take { !$0.isBlank && $0 != UInt8(ascii: ">") }
        }
        return Attribute(name: name.map(\.lowercased), value: value)
    }

    /// Up to the end tag of the element; in a script a comment may hide some of them.
    private mutating func readRaw(_ name: [UInt8]) {
        let start = rest
        var (isComment, isScript) = (false, false)
        while !rest.isEmpty {
            if isTag([UInt8(ascii: "/")] + name), name != Array("plaintext".utf8) {
                guard isScript else { break }
                isScript = false
            } else if name == Array("script".utf8) {
                if rest.starts(with: "<!--".utf8), !isComment {
                    isComment = true
                    // Its dashes may be those of its end.
                    rest = rest.dropFirst()
                } else if rest.starts(with: "-->".utf8) {
                    (isComment, isScript) = (false, false)
                } else if isComment, isTag(name) {
                    isScript = true
                }
            }
            rest = rest.dropFirst()
        }
        let content = Array(start[..<rest.startIndex])
        let isText = ["textarea", "title"].contains(String(decoding: name, as: UTF8.self))
        tokens.append(isText ? .text(content) : .raw(name, content))
    }

    private func isTag(_ name: [UInt8]) -> Bool {
        rest.first == UInt8(ascii: "<") && rest.dropFirst().prefix(name.count).map(\.lowercased) == name
            && rest.dropFirst(1 + name.count).first?.endsName == true
    }

    private mutating func take(upTo most: Int = .max, while holds: (UInt8) -> Bool) -> [UInt8] {
        let taken = rest.prefix(most).prefix(while: holds)
        rest = rest.dropFirst(taken.count)
        return Array(taken)
    }

    private static let withoutMarkup = Set(
        [
            "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
        ].map { Array($0.utf8) })
}

extension UInt8 {
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased) }
    fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(self) }
    fileprivate var endsName: Bool { isBlank || self == UInt8(ascii: "/") || self == UInt8(ascii: ">") }
    fileprivate var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}
