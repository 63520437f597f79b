import Folding

/// Words and labels to be found in a ``SearchText``, which is read once for all of them.
///
/// Tests: MovieDocumentTests.swift
package struct SearchPattern: Sendable, Equatable {
    /// Where all of it was found.
    package enum Match: Sendable {
        /// Every word in the name.
        case name
        /// Some words in labels alone.
        case labels
    }

    private let words: [[UInt8]]
    private let labels: [[UInt8]]
    /// For each byte, which words begin with it, a bit for each: most words of a text are passed over by one look.
    private let beginnings: [UInt32]

    /// - Parameter words: at most ``SearchQuery/mostWords``, none of them empty.
    package init(words: [[UInt8]], labels: [MovieLabel] = []) {
        self.words = words
        self.labels = labels.map(SearchText.part)
        var beginnings = [UInt32](repeating: 0, count: 256)
        for (number, word) in words.enumerated() { beginnings[Int(word[0])] |= 1 << UInt32(number) }
        self.beginnings = beginnings
    }

    /// Whether every word is the beginning of a word of the text, and every label one of it; `nil` if not.
    package func match(_ text: Span<UInt8>) -> Match? {
        let all: UInt32 = (1 << UInt32(words.count)) - 1
        var found: UInt32 = 0
        var isInName: Bool?
        var labelsFound = 0
        for index in text.indices {
            let byte = text[index]
            guard byte <= SearchText.space else { continue }
            if byte == SearchText.space {
                guard found != all, index + 1 < text.count else { continue }
                var candidates = beginnings[Int(text[index + 1])] & ~found
                while candidates != 0 {
                    let number = candidates.trailingZeroBitCount
                    candidates &= candidates - 1
                    if text.has(words[number], at: index + 1) { found |= 1 << UInt32(number) }
                }
            } else {
                if isInName == nil { isInName = found == all }
                for label in labels where text.has(label, at: index) { labelsFound += 1 }
            }
            // Labels stand in a text once each.
            if found == all, labelsFound == labels.count, let isInName { return isInName ? .name : .labels }
        }
        guard found == all, labelsFound == labels.count else { return nil }
        return isInName ?? true ? .name : .labels
    }
}

extension Span<UInt8> {
    /// Whether these bytes stand at a place.
    func has(_ bytes: [UInt8], at start: Int) -> Bool {
        guard start + bytes.count <= count else { return false }
        for index in bytes.indices where self[start + index] != bytes[index] { return false }
        return true
    }

    /// Whether it is these bytes.
    func isEqual(to bytes: [UInt8]) -> Bool { count == bytes.count && has(bytes, at: 0) }
}
