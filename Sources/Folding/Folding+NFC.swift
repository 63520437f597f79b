extension Folding {
    /// The most bytes of a normal form for each byte of a text (`Unicode Normalization FAQ`: U+1D160, in UTF-8).
    package static let mostNFCBytesPerByte = 3

    /// The normal form NFC of a text (Unicode Standard Annex 15): canonically equivalent texts, such as "é" as one scalar and
    /// as two, become the same bytes.
    ///
    /// - Parameter text: UTF-8; a byte that is none counts as U+FFFD.
    /// - Returns: UTF-8, at most ``mostNFCBytesPerByte`` times as long. A text in NFC already is given back as it is.
    package static func nfc(_ text: [UInt8]) -> [UInt8] {
        if text.allSatisfy({ $0 < 0x80 }) { return text }
        let tables = UnicodeTables()
        return isNFC(text.span, tables) ? text : NormalForm(of: text.span, tables).utf8
    }

    /// Whether a text is certainly in NFC; the quick check of Unicode Standard Annex 15, section 9.
    private static func isNFC(_ text: Span<UInt8>, _ tables: UnicodeTables) -> Bool {
        var last: UInt8 = 0
        var place = 0
        while let scalar = text.scalar(at: &place) {
            // Latin up to here is composed.
            guard scalar >= 0x300 else {
                last = 0
                continue
            }
            let properties = tables.properties(of: scalar)
            let combiningClass = properties.combiningClass
            if properties.mayChange || (combiningClass != 0 && combiningClass < last) { return false }
            // Perhaps a byte that is no text, which is not kept.
            if scalar == 0xFFFD { return false }
            last = combiningClass
        }
        return true
    }
}
