import Folding

/// Texts as they are searched and compared.
struct FoldedTexts: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        let folded = Folding.fold(input)
        try require(folded.count <= Folding.mostBytesPerByte * input.count, "a folded text is of bounded length")
        try require(Folding.fold(folded) == folded, "folding again changes nothing")
        let nfc = Folding.nfc(input)
        try require(nfc.count <= Folding.mostNFCBytesPerByte * input.count, "a normal form is of bounded length")
        try require(Folding.nfc(nfc) == nfc, "a normal form is its own")
        try require(Folding.fold(nfc) == folded, "equivalent texts become one")
        try require(Folding.nfc(folded) == folded, "a folded text is in NFC")
        let text = String(decoding: Self.repaired(input), as: UTF8.self)
        try require(
            String(decoding: nfc, as: UTF8.self) == text || text.unicodeScalars.contains(where: Self.isUncertain),
            "the standard library calls the normal form equivalent")
        try examineWords(of: input)
    }

    private func examineWords(of input: [UInt8]) throws {
        let words = Folding.words(of: input)
        try require(words.count <= Folding.mostWords, "a text has so many words at most")
        try require(Set(words).count == words.count, "each of them is there once")
        try require(
            words.allSatisfy { 1...Folding.mostBytesOfWord ~= $0.count && Folding.fold($0) == $0 },
            "words are folded, and neither empty nor too long")
        guard let query = try? SearchQuery(input) else { return }
        try require(
            query.words.allSatisfy { word in words.contains { $0.starts(with: word) } }, "a text is found by itself")
    }

    /// Whether the standard library of Swift 6.3 may put marks in another order: it is of an older version of Unicode, and
    /// does not put in order what four scalars that are no marks decompose to.
    private static func isUncertain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.age == nil || [0x344, 0xF73, 0xF75, 0xF81].contains(scalar.value)
    }

    /// A byte that belongs to no scalar is one U+FFFD; `String` takes several together.
    private static func repaired(_ input: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var rest = input[...]
        while let first = rest.first {
            let length = max(1, (~first).leadingZeroBitCount)
            let scalar = Array(rest.prefix(length))
            if String(validating: scalar, as: UTF8.self) != nil {
                text += scalar
                rest = rest.dropFirst(length)
            } else {
                text += [0xEF, 0xBF, 0xBD]
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
