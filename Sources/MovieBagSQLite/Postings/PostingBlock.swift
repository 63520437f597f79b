/// Postings of one term that are kept in one row, in the order of identifiers: as their bytes, of which most only move.
///
/// Tests: PostingTests.swift
struct PostingBlock: Equatable {
    /// The most of them in a row.
    static let most = 40

    private(set) var bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(_ postings: [Posting]) {
        bytes = []
        for posting in postings { posting.append(to: &bytes) }
    }

    var count: Int { bytes.count / Posting.size }

    var postings: [Posting] { (0..<count).map { self[$0] } }

    subscript(index: Int) -> Posting { Posting(bytes.span.bytes, at: index * Posting.size) }

    /// The blocks that it becomes.
    ///
    /// - Parameter edits: in the order of identifiers, one for each movie at most.
    func applying(_ edits: ArraySlice<PostingEdit>) -> [PostingBlock] {
        var merged: [UInt8] = []
        merged.reserveCapacity(bytes.count + edits.count * Posting.size)
        var (place, count) = (0, count)
        for edit in edits {
            let start = place
            // Mostly all are before it.
            if place < count, self[count - 1].isBefore(edit.posting) { place = count }
            while place < count, self[place].isBefore(edit.posting) { place += 1 }
            merged += bytes[start * Posting.size..<place * Posting.size]
            if place < count, self[place].isSameMovie(as: edit.posting) { place += 1 }
            if edit.isAdded { edit.posting.append(to: &merged) }
        }
        // Blocks to whose end is written are filled; others get room for what may come between.
        let isAppended = place == count
        merged += bytes[(place * Posting.size)...]
        count = merged.count / Posting.size
        guard count > Self.most else { return merged.isEmpty ? [] : [PostingBlock(bytes: merged)] }
        let parts = (count + Self.most - 1) / Self.most
        let size = Posting.size * (isAppended ? Self.most : (count + parts - 1) / parts)
        return stride(from: 0, to: merged.count, by: size).map {
            PostingBlock(bytes: Array(merged[$0..<min($0 + size, merged.count)]))
        }
    }
}

/// What becomes of a movie in the list of a term.
struct PostingEdit {
    let posting: Posting
    /// Added, in place of one that may be there; otherwise removed.
    let isAdded: Bool
}
