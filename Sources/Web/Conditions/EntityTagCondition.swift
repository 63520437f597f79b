/// The value of `If-None-Match` or `If-Match` (RFC 9110, sections 13.1.1 and 13.1.2).
package enum EntityTagCondition: Sendable, Equatable {
    /// `*`: whatever state there is.
    case any
    /// One of these. A value that is malformed names none, so it holds for no state.
    case oneOf([EntityTag])

    /// Reads the value of a field; several fields of that name are joined with commas before.
    package init(_ field: [UInt8]) {
        var rest = field[...]
        Self.skipBlanks(&rest)
        if rest.first == UInt8(ascii: "*"), rest.count == 1 {
            self = .any
            return
        }
        var tags: [EntityTag] = []
        Self.skipEmptyElements(&rest)
        while !rest.isEmpty {
            guard let tag = Self.takeTag(&rest) else {
                self = .oneOf([])
                return
            }
            tags.append(tag)
            Self.skipBlanks(&rest)
            guard rest.isEmpty || rest.popFirst() == UInt8(ascii: ",") else {
                self = .oneOf([])
                return
            }
            Self.skipEmptyElements(&rest)
        }
        self = .oneOf(tags)
    }

    /// Takes `W/"…"` or `"…"` off the front.
    private static func takeTag(_ rest: inout ArraySlice<UInt8>) -> EntityTag? {
        let isWeak = rest.starts(with: [UInt8(ascii: "W"), UInt8(ascii: "/")])
        if isWeak { rest.removeFirst(2) }
        let quote = UInt8(ascii: "\"")
        guard rest.popFirst() == quote, let end = rest.firstIndex(of: quote) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return EntityTag(Array(rest[..<end]), isWeak: isWeak)
    }

    /// A list may have empty elements, at its front too (section 5.6.1.2).
    private static func skipEmptyElements(_ rest: inout ArraySlice<UInt8>) {
        while let byte = rest.first, byte == UInt8(ascii: ",") || isBlank(byte) { rest.removeFirst() }
    }

    private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
        while let byte = rest.first, isBlank(byte) { rest.removeFirst() }
        while let byte = rest.last, isBlank(byte) { rest.removeLast() }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
