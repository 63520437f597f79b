/// The normal form NFC of a text (Unicode, section 3.11): it is decomposed, its marks are put in order, and what can be
/// composed is.
///
/// Tests: Folding+NFCTests.swift
struct NormalForm {
    /// A scalar that has no decomposition, or of a text that is being composed.
    private struct Part {
        var scalar: UInt32
        let combiningClass: UInt8
    }

    private var parts: [Part] = []

    /// - Parameter text: UTF-8.
    init(of text: Span<UInt8>, _ tables: UnicodeTables) {
        parts.reserveCapacity(text.count)
        var place = 0
        while let scalar = text.scalar(at: &place) { append(scalar, tables) }
        order()
        compose(tables)
    }

    /// The normal form in UTF-8.
    var utf8: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(parts.count)
        for part in parts { text.append(scalar: part.scalar) }
        return text
    }

    // The tables are an argument: as a property of what changes they would be copied for each scalar.

    private mutating func append(_ scalar: UInt32, _ tables: UnicodeTables) {
        if let syllable = HangulSyllable(scalar) {
            for jamo in syllable.jamo { parts.append(Part(scalar: jamo, combiningClass: 0)) }
            return
        }
        switch tables.decomposition(of: scalar) {
        case .itself: append(decomposed: scalar, tables)
        case .scalar(let other): append(decomposed: other, tables)
        case .text(let range):
            let text = tables.texts.span.extracting(range)
            var place = 0
            while let part = text.scalar(at: &place) { append(decomposed: part, tables) }
        }
    }

    private mutating func append(decomposed scalar: UInt32, _ tables: UnicodeTables) {
        parts.append(Part(scalar: scalar, combiningClass: tables.properties(of: scalar).combiningClass))
    }

    /// Puts each run of marks in the order of their classes (definition D108); equal ones stay as they are.
    private mutating func order() {
        var start = 0
        while start < parts.count {
            guard parts[start].combiningClass != 0 else {
                start += 1
                continue
            }
            let end = parts[start...].firstIndex { $0.combiningClass == 0 } ?? parts.count
            // The standard library's sort is stable.
            if end > start + 1 { parts[start..<end].sort { $0.combiningClass < $1.combiningClass } }
            start = end
        }
    }

    /// Composes each scalar with the last starter before it, unless one between them stands in the way (definition D117).
    private mutating func compose(_ tables: UnicodeTables) {
        var kept = 0
        var starter: Int?
        var last: UInt8 = 0
        for index in parts.indices {
            let part = parts[index]
            let isNext = kept - 1 == starter || (last != 0 && last < part.combiningClass)
            if isNext, let starter, let composite = Self.composite(of: parts[starter].scalar, part.scalar, tables) {
                parts[starter].scalar = composite
                continue
            }
            if part.combiningClass == 0 { starter = kept }
            last = part.combiningClass
            parts[kept] = part
            kept += 1
        }
        parts.removeSubrange(kept...)
    }

    private static func composite(of first: UInt32, _ second: UInt32, _ tables: UnicodeTables) -> UInt32? {
        HangulSyllable.composed(of: first, second) ?? tables.composite(of: first, second)
    }
}
