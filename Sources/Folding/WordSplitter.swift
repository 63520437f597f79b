/// The words of a folded text, one by one.
struct WordSplitter {
    /// A word as it stands in a text.
    struct Word: Equatable {
        /// Without its apostrophes.
        fileprivate(set) var bytes: [UInt8] = []
        /// Where the parts behind apostrophes begin.
        fileprivate(set) var parts: [Int] = []
    }

    private let text: [UInt8]
    private var place = 0

    /// - Parameter folded: what ``Folding/fold(_:)-swift.type.method`` returns.
    init(folded text: [UInt8]) {
        self.text = text
    }

    /// The next word; `nil` at the end of the text.
    mutating func next() -> Word? {
        let (word, end) = word(from: place)
        place = end
        return word
    }

    /// The first word behind a place, and where to go on.
    private func word(from place: Int) -> (Word?, end: Int) {
        let text = text.span
        var (end, next) = (place, place)
        var word = Word()
        var isAlone = false
        var apostrophe = false
        reading: while let scalar = text.scalar(at: &next) {
            switch WordClass(of: scalar) {
            case .letter where !isAlone:
                if apostrophe { word.parts.append(word.bytes.count) }
                apostrophe = false
                word.bytes.append(scalar: scalar)
            case .mark where !word.bytes.isEmpty && !apostrophe:
                word.bytes.append(scalar: scalar)
            case .alone where word.bytes.isEmpty:
                isAlone = true
                word.bytes.append(scalar: scalar)
            case .separator where scalar == 0x27 && !word.bytes.isEmpty && !isAlone && !apostrophe:
                apostrophe = true
            case .letter, .alone: break reading
            case .separator, .mark: if !word.bytes.isEmpty { break reading }
            }
            end = next
        }
        return (word.bytes.isEmpty ? nil : word, end)
    }
}

extension WordSplitter.Word {
    /// The word without its apostrophes, cut where words end at the latest.
    var joined: [UInt8] { Self.cut(bytes[...]) }

    /// All that the word is found by.
    var spellings: [[UInt8]] {
        [joined] + parts.map { bytes[$0...] }.filter(Self.hasTwoScalars).map(Self.cut)
    }

    private static func hasTwoScalars(_ part: ArraySlice<UInt8>) -> Bool {
        part.dropFirst().contains { $0 & 0xC0 != 0x80 }
    }

    private static func cut(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.count > Folding.mostBytesOfWord else { return Array(bytes) }
        var end = bytes.startIndex + Folding.mostBytesOfWord
        while bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(bytes[..<end])
    }
}

extension WordClass {
    /// The class of a folded scalar.
    fileprivate init(of scalar: UInt32) {
        self =
            switch scalar {
            case 0x61...0x7A, 0x30...0x39: .letter
            case ..<0x80: .separator
            default: UnicodeTables.properties(of: scalar).wordClass
            }
    }
}
