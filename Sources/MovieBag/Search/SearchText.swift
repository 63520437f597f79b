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

    /// Adds the words of a text that are not known yet.
    mutating func append(wordsOf text: [UInt8], known: inout Set<[UInt8]>) {
        for word in Folding.words(of: text) where known.insert(word).inserted {
            bytes += word
            bytes.append(Self.space)
        }
    }

    /// Begins the part with words of labels.
    mutating func beginLabels() { bytes += [Self.separator, Self.space] }

    /// Adds a label.
    mutating func append(_ label: MovieLabel) { bytes += Self.part(label).dropLast() }

    /// Ends the text.
    mutating func end() { bytes.append(Self.separator) }

    /// A label with the separators around it.
    static func part(_ label: MovieLabel) -> [UInt8] {
        [separator, UInt8(ascii: "0") + UInt8(label.kind.rawValue), space] + label.key + [space, separator]
    }
}
