import Folding

/// Which labels are wanted.
///
/// Tests: StoreTests/Search/LabelStoreTests.swift
package struct LabelQuery: Sendable {
    package let kind: LabelKind
    /// Each must be the beginning of a word of a label.
    package let pattern: SearchPattern
    /// The key from which on they are wanted. Behind a label that is the key with a byte that none has.
    package let start: [UInt8]
    package let limit: Int

    /// - Parameters:
    ///   - text: words, valid UTF-8.
    ///   - after: a label, as it may be spelled, valid UTF-8.
    /// - Throws: ``InvalidValue`` for texts that are empty or too long, and for too many words.
    package init(
        _ kind: LabelKind, text: [UInt8]? = nil, after: [UInt8]? = nil, limit: Int
    ) throws(InvalidValue) {
        self.kind = kind
        pattern = SearchPattern(
            words: try text.map { text throws(InvalidValue) in try SearchQuery(checked: text).words } ?? [])
        try after?.checkText(as: "after", lengths: Labels.lengths)
        // A text may have nothing that counts: its key is empty, and the first.
        start = after.map { MovieLabel.key(of: $0) + [0] } ?? []
        self.limit = limit
    }
}

/// A label, and how many movies have it.
package struct CountedLabel: Sendable, Equatable {
    /// The first spelling of those that are there.
    package let name: [UInt8]
    package let movies: Int

    package init(name: [UInt8], movies: Int) {
        self.name = name
        self.movies = movies
    }
}

/// A page of labels.
package struct FoundLabels: Sendable, Equatable {
    package let revision: Revision
    package let labels: [CountedLabel]
    /// The name that the next page comes after; `nil` on the last one.
    package let next: [UInt8]?

    package init(revision: Revision, labels: [CountedLabel], next: [UInt8]?) {
        self.revision = revision
        self.labels = labels
        self.next = next
    }
}
