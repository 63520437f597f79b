/// The tags of a Mustache template (mustache(5)) and what stands between them.
///
/// Tests: MustacheTextTests.swift
enum MustacheText {
    enum Kind: Sendable, Equatable {
        case variable, section, inverted, end, partial, comment, unescaped, delimiters
    }

    enum Piece: Sendable, Equatable {
        case literal([UInt8])
        case tag(Kind, String)
        /// `{{` without `}}`.
        case unclosed
    }

    /// Takes a template apart. A line that has nothing but a tag which writes nothing, and blanks, is left out.
    static func pieces(of text: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = find("{{", in: rest) {
            var literal = rest[..<start]
            rest = rest[(start + 2)...]
            let isTriple = rest.first == UInt8(ascii: "{")
            guard let end = find(isTriple ? "}}}" : "}}", in: rest) else { return pieces + [.unclosed] }
            let (kind, name) = tag(rest[..<end], isTriple)
            rest = rest[(end + (isTriple ? 3 : 2))...]
            if kind != .variable, kind != .unescaped, let (before, after) = lineAround(literal, rest, text) {
                literal = before
                rest = after
            }
            if !literal.isEmpty { pieces.append(.literal(Array(literal))) }
            pieces.append(.tag(kind, name))
        }
        if !rest.isEmpty { pieces.append(.literal(Array(rest))) }
        return pieces
    }

    private static let kinds: [Character: Kind] = [
        "#": .section, "^": .inverted, "/": .end, ">": .partial, "!": .comment, "&": .unescaped, "=": .delimiters,
        "{": .unescaped,
    ]

    private static func tag(_ content: ArraySlice<UInt8>, _ isTriple: Bool) -> (Kind, String) {
        var name = String(decoding: content, as: UTF8.self)[...].withoutBlanks
        guard let sign = name.first, let kind = kinds[sign] else {
            return (isTriple ? .unescaped : .variable, String(name))
        }
        name = name.dropFirst().withoutBlanks
        return (kind, kind == .comment ? "comment" : String(name))
    }

    /// What stands before and behind a tag that is alone on its line, without the rest of that line.
    private static func lineAround(
        _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>, _ text: [UInt8]
    ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var before = before
        while let last = before.last, isBlank(last) { before = before.dropLast() }
        guard before.endIndex == 0 || text[before.endIndex - 1] == 0x0A else { return nil }
        var after = after
        while let first = after.first, isBlank(first) { after = after.dropFirst() }
        if after.first == 0x0D { after = after.dropFirst() }
        guard after.first == 0x0A || after.isEmpty else { return nil }
        return (before, after.dropFirst())
    }

    private static func find(_ pattern: StaticString, in text: ArraySlice<UInt8>) -> Int? {
        var index = text.startIndex
        let count = pattern.utf8CodeUnitCount
        while index + count <= text.endIndex {
            if text[index..<(index + count)].elementsEqual(pattern.bytes) { return index }
            index += 1
        }
        return nil
    }
}

extension Substring {
    fileprivate var withoutBlanks: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
