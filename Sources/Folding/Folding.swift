/// How texts are made comparable: for searches without regard to case and diacritics, and for names that are unique.
///
/// Folded texts, words and normal forms are UTF-8 whose order is that of their bytes. They depend on nothing but the text:
/// the tables of Unicode are the program's own, so that what is stored stays right with any toolchain (README.md).
package enum Folding {
    /// The most bytes of a folded text for each byte of the text: U+FDFA, of three bytes, becomes four words of 33.
    package static let mostBytesPerByte = 11

    /// The form in which texts are compared without regard to case and diacritics.
    ///
    /// Upper case, accents and other diacritics, compatibility forms (full width, ligatures, small capitals of mathematics,
    /// superscripts), native digits, kinds of spaces, hyphens, apostrophes and quotation marks are gone, invisible characters
    /// too; letters such as ø, æ and þ are o, ae and th. README.md has the rules and what they follow. Folding again changes
    /// nothing, and canonically equivalent texts become the same bytes.
    ///
    /// - Parameter text: UTF-8; a byte that is none counts as U+FFFD.
    /// - Returns: UTF-8 in NFC, at most ``mostBytesPerByte`` times as long; perhaps empty.
    package static func fold(_ text: Span<UInt8>) -> [UInt8] {
        foldASCII(text) ?? foldAll(text)
    }

    /// The form in which texts are compared without regard to case and diacritics.
    package static func fold(_ text: [UInt8]) -> [UInt8] {
        fold(text.span)
    }

    /// Nothing if the text is not ASCII alone, as most are.
    private static func foldASCII(_ text: Span<UInt8>) -> [UInt8]? {
        var folded = [UInt8](repeating: 0, count: text.count)
        var bytes = folded.mutableSpan
        var all: UInt8 = 0
        // Without a branch, so that the compiler handles several bytes at once.
        for index in text.indices {
            let byte = text[index]
            all |= byte
            bytes[index] = byte | (byte &- 0x41 < 26 ? 0x20 : 0)
        }
        return all < 0x80 ? folded : nil
    }

    private static func foldAll(_ text: Span<UInt8>) -> [UInt8] {
        let tables = UnicodeTables()
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count)
        var mayJoin = false
        var place = 0
        while let scalar = text.scalar(at: &place) {
            if scalar < 0x80 {
                let byte = UInt8(truncatingIfNeeded: scalar)
                folded.append(byte | (byte &- 0x41 < 26 ? 0x20 : 0))
                continue
            }
            switch tables.fold(of: scalar) {
            case .itself: folded.append(scalar: scalar)
            case .scalar(let other): folded.append(scalar: other)
            case .text(let range): for index in range { folded.append(tables.texts[index]) }
            }
            if !mayJoin { mayJoin = tables.properties(of: scalar).foldMayJoin }
        }
        return mayJoin ? nfc(folded) : folded
    }
}
