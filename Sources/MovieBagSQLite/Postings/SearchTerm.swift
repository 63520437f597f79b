import MovieBag

/// What movies are listed by in the table `postings`: bytes, the first of which tell its kind.
///
/// - A word, as it stands in a document. A word of a query finds all terms that begin with it.
/// - A label, of which only the first bytes count: ``labelMark``, the kind's digit, the key. One that is a single word has none of
///   its own, as the word is enough.
/// - A year: ``yearMark``, its four digits.
/// - An account: ``ownerMark``, its identifier.
///
/// Tests: SearchTermTests.swift
enum SearchTerm {
    /// The most bytes of a term. With the 880 bytes of 40 postings a row stays below the 1,002 bytes from which on SQLite would
    /// put a part of it on a page of its own (https://www.sqlite.org/fileformat2.html#cell_payload).
    static let mostBytes = 64

    private static let labelMark: UInt8 = 0x1d
    private static let yearMark: UInt8 = 0x1e
    private static let ownerMark: UInt8 = 0x1f

    /// The terms of a document, each at least once.
    ///
    /// - Parameter text: a `SearchText`.
    static func all(year: Int64, owner: [UInt8], text: [UInt8]) -> [[UInt8]] {
        var terms = [Self.owner(owner)]
        if year != MovieDocument.noYear { terms.append(Self.year(year)) }
        // The name, other words, a part for each label: only labels begin with something else than a space.
        var part = 0
        while part < text.count {
            let end = text[part...].firstIndex(of: SearchText.separator) ?? text.count
            var start = part + 1
            for index in start..<max(start, end) where text[index] == SearchText.space {
                if index > start { terms.append(Array(text[start..<min(index, start + mostBytes)])) }
                start = index + 1
            }
            if end > part, text[part] != SearchText.space {
                // The kind, a space, the key, a space.
                let key = text[part + 2..<end - 1]
                if !isWord(key) { terms.append(label(text[part], key)) }
            }
            part = end + 1
        }
        return terms
    }

    /// The terms of what has a label.
    static func range(of label: MovieLabel) -> TermRange {
        let digit = UInt8(ascii: "0") + UInt8(label.kind.rawValue)
        guard !isWord(label.key[...]) else {
            return TermRange(only: Array(label.key.prefix(mostBytes)), isExact: false)
        }
        return TermRange(only: Self.label(digit, label.key[...]), isExact: label.key.count <= mostBytes - 2)
    }

    /// The terms of what has a word that begins so.
    ///
    /// - Parameter beginning: of 1 to ``mostBytes`` bytes.
    static func range(ofWords beginning: [UInt8]) -> TermRange {
        var end = beginning
        // No byte of UTF-8 is the largest one.
        end[end.count - 1] += 1
        return TermRange(beginning, before: end, isExact: true)
    }

    /// The terms of what is of years in a range.
    static func range(of years: ClosedRange<Int64>) -> TermRange {
        TermRange(year(years.lowerBound), before: year(years.upperBound) + [0], isExact: true)
    }

    /// The term of what an account has added.
    static func range(of owner: AccountID) -> TermRange { TermRange(only: Self.owner(owner.bytes), isExact: true) }

    private static func owner(_ bytes: [UInt8]) -> [UInt8] { [ownerMark] + bytes }

    private static func year(_ year: Int64) -> [UInt8] {
        [yearMark] + [1_000, 100, 10, 1].map { UInt8(ascii: "0") + UInt8(year / $0 % 10) }
    }

    private static func label(_ digit: UInt8, _ key: ArraySlice<UInt8>) -> [UInt8] {
        [labelMark, digit] + key.prefix(mostBytes - 2)
    }

    /// Whether a key is one word and nothing else, as a ``all(year:owner:text:)`` takes it for one.
    private static func isWord(_ key: ArraySlice<UInt8>) -> Bool { !key.isEmpty && !key.contains(SearchText.space) }
}

/// Terms from one on to before another one.
struct TermRange {
    let lower: [UInt8]
    let upper: [UInt8]
    /// Whether everything that has one of these terms meets the condition, so that nothing has to be looked up.
    let isExact: Bool

    init(_ lower: [UInt8], before upper: [UInt8], isExact: Bool) {
        self.lower = lower
        self.upper = upper
        self.isExact = isExact
    }

    init(only term: [UInt8], isExact: Bool) {
        self.init(term, before: term + [0], isExact: isExact)
    }
}
