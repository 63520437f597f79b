/// The normal form NFC of a text (Unicode, section 3.11): it is decomposed, its marks are put in order, and what can be
/// composed is.
///
/// Tests: Folding+NFCTests.swift
struct NormalForm {
    /// The decomposed text, with the combining class of each scalar.
    private var scalars: [(scalar: UInt32, combiningClass: UInt8)] = []

    /// Adds a scalar to the end of the text, decomposed.
    mutating func append(_ scalar: UInt32) {
        if let syllable = HangulSyllable(scalar) {
            for jamo in syllable.jamo { scalars.append((jamo, 0)) }
            return
        }
        switch UnicodeTables.decomposition(of: scalar) {
        case .itself: append(decomposed: scalar)
        case .scalar(let other): append(decomposed: other)
        case .text(let range):
            let texts = UnicodeTables.texts
            let text = texts.span.extracting(range)
            var place = 0
            while let part = text.scalar(at: &place) { append(decomposed: part) }
        }
    }

    private mutating func append(decomposed scalar: UInt32) {
        scalars.append((scalar, UnicodeTables.properties(of: scalar).combiningClass))
    }

    /// The text in NFC, as UTF-8.
    consuming func composed() -> [UInt8] {
        order()
        compose()
        var text: [UInt8] = []
        text.reserveCapacity(scalars.count)
        for (scalar, _) in scalars { text.append(scalar: scalar) }
        return text
    }

    /// Puts each run of marks in the order of their classes (definition D108); equal ones stay as they are.
    private mutating func order() {
        var start = 0
        while start < scalars.count {
            guard scalars[start].combiningClass != 0 else {
                start += 1
                continue
            }
            let end = scalars[start...].firstIndex { $0.combiningClass == 0 } ?? scalars.count
            // The standard library's sort is stable.
            scalars[start..<end].sort { $0.combiningClass < $1.combiningClass }
            start = end
        }
    }

    /// Composes each scalar with the last starter before it, unless one between them stands in the way (definition D117).
    private mutating func compose() {
        var kept = 0
        var starter: Int?
        var last: UInt8 = 0
        for index in scalars.indices {
            let (scalar, combiningClass) = scalars[index]
            if let starter, kept == starter + 1 || (last != 0 && last < combiningClass),
                let composite = Composition.of(scalars[starter].scalar, scalar)
            {
                scalars[starter].scalar = composite
                continue
            }
            if combiningClass == 0 { starter = kept }
            last = combiningClass
            scalars[kept] = (scalar, combiningClass)
            kept += 1
        }
        scalars.removeSubrange(kept...)
    }
}
