extension Folding {
    /// The most words of a text: one for each character of the longest name of a movie. Further ones are left out.
    package static let mostWords = 300

    /// The most bytes of a word; the rest of a longer one is left out, at the end of a scalar.
    package static let mostBytesOfWord = 64

    /// The words by which a text is found: a ``SearchQuery`` finds it if each of its words is the beginning of one of these.
    ///
    /// Words are letters, numbers and their marks, folded; all else separates them. A character of a script without spaces
    /// between words (Han, kana, Thai, Lao, Khmer and others), a Hangul syllable and a pictograph are words of their own. A
    /// word with an apostrophe inside is there without it, and so are its parts behind an apostrophe, from two characters on:
    /// "l'avventura" is `lavventura` and `avventura`, "Schindler's" is `schindlers`.
    ///
    /// - Parameter text: UTF-8, as it is stored; it is folded here.
    /// - Returns: at most ``mostWords`` different words of 1 to ``mostBytesOfWord`` bytes of UTF-8, in the order of the text.
    package static func words(of text: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var known: Set<[UInt8]> = []
        // About as many as there are.
        known.reserveCapacity(text.count / 6)
        words.reserveCapacity(text.count / 6)
        var splitter = WordSplitter(folded: fold(text))
        while words.count < mostWords, let word = splitter.next() {
            for spelling in word.spellings where words.count < mostWords && known.insert(spelling).inserted {
                words.append(spelling)
            }
        }
        return words
    }
}
