import Folding

/// Which list of a movie a label is of.
package enum LabelKind: Int64, CaseIterable, Sendable {
    case cast = 0
    case genre = 1
}

/// A text of a cast or of genres, as searches know it.
///
/// Tests: MovieDocumentTests.swift
package struct MovieLabel: Sendable, Equatable {
    package let kind: LabelKind
    /// The text folded: two texts with the same key are one label.
    package let key: [UInt8]
    /// As it was spelled, valid UTF-8.
    package let name: [UInt8]

    /// - Parameter name: valid UTF-8.
    package init(_ kind: LabelKind, _ name: [UInt8]) {
        self.kind = kind
        self.name = name
        key = Self.key(of: name)
    }

    /// A text folded, with a space for each control character, so that none of them occurs in a key: UTF-8, at most
    /// ``Folding/mostBytesPerByte`` times as long.
    package static func key(of text: [UInt8]) -> [UInt8] {
        var key = Folding.fold(text)
        for index in key.indices where key[index] < SearchText.space { key[index] = SearchText.space }
        return key
    }

    /// The text that a ``SearchPattern`` of words is matched with.
    package var text: [UInt8] { SearchText(wordsOf: name).bytes }
}
