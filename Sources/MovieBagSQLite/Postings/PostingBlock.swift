/// Postings of one term that are kept in one row, in the order of identifiers.
///
/// Tests: PostingTests.swift
struct PostingBlock: Equatable {
    /// The most of them in a row.
    static let most = 40

    var postings: [Posting]

    init(_ postings: [Posting]) {
        self.postings = postings
    }

    /// Reads what ``bytes`` are.
    init(_ bytes: RawSpan) {
        postings = (0..<bytes.byteCount / Posting.size).map { Posting(bytes, at: $0 * Posting.size) }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(postings.count * Posting.size)
        for posting in postings { posting.append(to: &bytes) }
        return bytes
    }

    /// The blocks that it becomes.
    ///
    /// - Parameter edits: in the order of identifiers, one for each movie at most.
    func applying(_ edits: some Collection<PostingEdit>) -> [PostingBlock] {
        var merged: [Posting] = []
        merged.reserveCapacity(postings.count + edits.count)
        var rest = postings[...]
        for edit in edits {
            while let next = rest.first, next.isBefore(edit.posting) { merged.append(rest.removeFirst()) }
            if let next = rest.first, next.isSameMovie(as: edit.posting) { rest.removeFirst() }
            if edit.isAdded { merged.append(edit.posting) }
        }
        // Blocks to whose end is written are filled; others get room for what may come between.
        let isAppended = rest.isEmpty
        merged += rest
        guard merged.count > Self.most else { return merged.isEmpty ? [] : [PostingBlock(merged)] }
        let parts = (merged.count + Self.most - 1) / Self.most
        let size = isAppended ? Self.most : (merged.count + parts - 1) / parts
        return stride(from: 0, to: merged.count, by: size).map {
            PostingBlock(Array(merged[$0..<min($0 + size, merged.count)]))
        }
    }
}

/// What becomes of a movie in the list of a term.
struct PostingEdit {
    let posting: Posting
    /// Added, in place of one that may be there; otherwise removed.
    let isAdded: Bool
}
