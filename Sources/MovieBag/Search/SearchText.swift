import Folding

/// The text in which a ``SearchPattern`` looks for words and labels:
///
///     SP word SP word SP … FS SP word SP … FS kind SP key SP FS kind SP key SP … FS
///
/// with the words of a name in the first part, words of labels that are not among the others in the second one, and a part
/// for each label behind them, with the key whole. So a word begins behind a space wherever it stands. FS is the byte 1D,
/// which occurs in no word and in no key.
///
/// Tests: MovieDocumentTests.swift
package struct SearchText {
    package static let space: UInt8 = 0x20
    package static let separator: UInt8 = 0x1d

    package private(set) var bytes: [UInt8] = [Self.space]

    /// A text of words alone, as there is one for a label.
    init(wordsOf text: [UInt8]) {
        var known: Set<[UInt8]> = []
        append(wordsOf: text, known: &known)
    }

    /// The text of a movie.
    ///
    /// - Parameters:
    ///   - name: UTF-8.
    ///   - key: the name as a label's key would be.
    ///   - labels: all of them, each once.
    init(name: [UInt8], key: [UInt8], _ labels: [MovieLabel]) {
        bytes.reserveCapacity(2 * key.count + labels.reduce(16) { $0 + $1.key.count + 5 })
        if PlainWords.make(up: key), labels.allSatisfy({ PlainWords.make(up: $0.key) }) {
            // All words of labels stand in their keys.
            append(plain: key)
            beginLabels()
        } else {
            var known: Set<[UInt8]> = []
            append(wordsOf: name, known: &known)
            beginLabels()
            // Those that stand behind a space of a key are found there.
            for label in labels { known.formUnion(label.key.split(separator: Self.space).map(Array.init)) }
            for label in labels { append(wordsOf: label.name, known: &known) }
        }
        for label in labels { append(label) }
        bytes.append(Self.separator)
    }

    /// Adds the words of a text that are not known yet.
    private mutating func append(wordsOf text: [UInt8], known: inout Set<[UInt8]>) {
        for word in Folding.words(of: text) where known.insert(word).inserted {
            bytes += word
            bytes.append(Self.space)
        }
    }

    /// Adds the words of a key that is made up of them, each once.
    private mutating func append(plain key: [UInt8]) {
        var start = 0
        while start < key.count {
            let end = key[start...].firstIndex(of: Self.space) ?? key.count
            if end > start {
                let old = bytes.count
                bytes += key[start..<end]
                bytes.append(Self.space)
                if isWordRepeated(from: old) { bytes.removeSubrange(old...) }
            }
            start = end + 1
        }
    }

    /// Whether the last word, which begins at a place, stands before it too.
    private func isWordRepeated(from start: Int) -> Bool {
        let text = bytes.span
        let count = text.count - start
        var place = 0
        while place < start {
            var same = 0
            while same < count, text[place + same] == text[start + same] { same += 1 }
            if same == count { return true }
            // On to the next word.
            while text[place] != Self.space { place += 1 }
            place += 1
        }
        return false
    }

    /// Begins the part with words of labels.
    private mutating func beginLabels() { bytes += [Self.separator, Self.space] }

    private mutating func append(_ label: MovieLabel) {
        bytes.append(Self.separator)
        bytes.append(UInt8(ascii: "0") + UInt8(label.kind.rawValue))
        bytes.append(Self.space)
        bytes += label.key
        bytes.append(Self.space)
    }

    /// A label with the separators around it.
    static func part(_ label: MovieLabel) -> [UInt8] {
        [separator, UInt8(ascii: "0") + UInt8(label.kind.rawValue), space] + label.key + [space, separator]
    }
}

/// Keys whose words are what stands between their spaces.
///
/// Tests: MovieDocumentTests.swift
enum PlainWords {
    /// Whether a key has nothing but letters and digits of ASCII and spaces, and no word that would be cut.
    static func make(up key: [UInt8]) -> Bool {
        var length = 0
        for byte in key {
            switch byte {
            case 0x61...0x7a, 0x30...0x39: length += 1
            case SearchText.space: length = 0
            default: return false
            }
            if length > Folding.mostBytesOfWord { return false }
        }
        return true
    }
}
