/// The words of a folded text, one by one.
struct WordSplitter {
    private let text: [UInt8]
    private var place = 0
    /// Only for a text that needs them.
    private let tables: UnicodeTables?

    /// - Parameter folded: what ``Folding/fold(_:)-swift.type.method`` returns.
    init(folded text: [UInt8]) {
        self.text = text
        tables = text.allSatisfy { $0 < 0x80 } ? nil : UnicodeTables()
    }

    /// The next word; `nil` at the end of the text.
    mutating func next() -> Word? {
        guard let range = word(from: place) else { return nil }
        place = range.upperBound
        return Word(bytes: text[range])
    }

    /// Where the first word behind a place is, with the apostrophes inside it.
    private func word(from place: Int) -> Range<Int>? {
        let text = text.span
        var next = place
        var start: Int?
        var end = place
        var apostrophe = false
        while let scalar = text.scalar(at: &next) {
            switch wordClass(of: scalar) {
            case .letter:
                start = start ?? end
                apostrophe = false
            case .alone:
                if let start { return start..<end - (apostrophe ? 1 : 0) }
                return end..<endOfMarks(from: next)
            case .separator where scalar == 0x27 && start != nil && !apostrophe: apostrophe = true
            case .mark where start != nil && !apostrophe: break
            case .separator, .mark: if let start { return start..<end - (apostrophe ? 1 : 0) }
            }
            end = next
        }
        return start.map { $0..<end - (apostrophe ? 1 : 0) }
    }

    /// Where the marks that begin at a place end.
    private func endOfMarks(from place: Int) -> Int {
        var (end, next) = (place, place)
        while let scalar = text.span.scalar(at: &next), wordClass(of: scalar) == .mark { end = next }
        return end
    }

    private func wordClass(of scalar: UInt32) -> WordClass {
        switch scalar {
        case 0x61...0x7A, 0x30...0x39: .letter
        case ..<0x80: .separator
        default: tables?.properties(of: scalar).wordClass ?? .separator
        }
    }
}

extension WordSplitter {
    /// A word as it stands in a folded text.
    struct Word {
        /// With the apostrophes inside it.
        fileprivate let bytes: ArraySlice<UInt8>

        /// The word without its apostrophes, cut where words end at the latest.
        var joined: [UInt8] { Self.cut(bytes) }

        /// All that the word is found by: itself, and what follows each apostrophe if it has two characters at least.
        var spellings: [[UInt8]] {
            guard bytes.contains(0x27) else { return [joined] }
            let apostrophes = bytes.indices.filter { bytes[$0] == 0x27 }
            return [joined] + apostrophes.map { bytes[($0 + 1)...] }.filter(Self.hasTwoScalars).map(Self.cut)
        }

        private static func hasTwoScalars(_ part: ArraySlice<UInt8>) -> Bool {
            part.dropFirst().contains { $0 & 0xC0 != 0x80 }
        }

        private static func cut(_ part: ArraySlice<UInt8>) -> [UInt8] {
            // What an apostrophe kept apart may compose.
            var bytes = part.contains(0x27) ? Folding.nfc(part.filter { $0 != 0x27 }) : Array(part)
            guard bytes.count > Folding.mostBytesOfWord else { return bytes }
            var end = Folding.mostBytesOfWord
            while bytes[end] & 0xC0 == 0x80 { end -= 1 }
            bytes.removeSubrange(end...)
            return bytes
        }
    }
}
