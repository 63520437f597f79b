/// What is searched for: words, each of which must be the beginning of a word of a text (``Folding/words(of:)``), in any order.
package struct SearchQuery: Sendable, Equatable {
    /// The most words of a query.
    package static let mostWords = 16

    /// Folded, different, in the order of their bytes, none of them the beginning of another one: a text with the longer word
    /// has the shorter one too. Each has 1 to ``Folding/mostBytesOfWord`` bytes. Empty if the text has no word at all:
    /// the query then finds nothing that is not found without it.
    package let words: [[UInt8]]

    /// Takes the words of a text; an apostrophe inside a word is left out.
    ///
    /// - Parameter text: UTF-8, as the client sent it; it is folded here.
    /// - Throws: ``TooManyWords`` for more than ``mostWords``.
    package init(_ text: [UInt8]) throws(TooManyWords) {
        var all: [[UInt8]] = []
        var splitter = WordSplitter(folded: Folding.fold(text))
        while let word = splitter.next() { all.append(word.joined) }
        all.sort { $0.lexicographicallyPrecedes($1) }
        var words: [[UInt8]] = []
        // In this order, what begins with a word stands directly behind it.
        for word in all {
            if let last = words.last, word.starts(with: last) { words.removeLast() }
            words.append(word)
        }
        guard words.count <= Self.mostWords else { throw TooManyWords() }
        self.words = words
    }

    /// A query has more words than it may have.
    package struct TooManyWords: Error, Equatable {}
}
