/// Decides entry by entry which movies a page of a search has and where it ends, for every storage alike: after as many as
/// were asked for, before the one that does not fit, or when as many entries were looked at as a page may.
///
/// A storage goes through ``range`` behind ``start``, asks ``matches(name:year:owner:text:)`` of each document in it, and says
/// what became of it, until ``isEnded``.
///
/// Tests: StoreTests/Search/SearchStoreTests.swift
package struct MovieSearch {
    /// The most entries that a page looks at; a large one counts as several.
    package static let mostEntries = 5_000
    /// As so many entries counts a document that is looked up on its own, as it costs as much.
    package static let entriesOfLookUp = 10
    /// The most documents that are looked up for a page.
    package static let mostLookUps = mostEntries / entriesOfLookUp
    /// Of the text of an entry; what is larger counts as several.
    package static let bytesOfEntry = 2_048
    /// The most entries that are looked at to count, and the most that is counted.
    package static let mostCounted = 10_000

    private let query: MovieQuery
    private let ranges: [DocumentRange]
    private let limit: Int
    private let given: Int
    private var rangeIndex: Int
    private var entriesLeft: Int
    private var shown = 0
    private var lastShown: SearchPosition?
    /// Where the range begins; `nil` for all of it.
    package private(set) var start: SearchPosition?
    /// Where the next page begins; `nil` when there is none.
    package private(set) var next: SearchPosition?
    package private(set) var isEnded: Bool

    package init(_ query: MovieQuery, after position: SearchPosition?, limit: Int) {
        self.query = query
        ranges = query.ranges
        given = query.order.key == .best ? position?.given ?? 0 : 0
        self.limit = query.order.key == .best ? min(limit, MovieQuery.mostBest - given) : limit
        rangeIndex = position?.range ?? 0
        start = position
        lastShown = position
        entriesLeft = Self.mostEntries
        isEnded = self.limit == 0
    }

    /// What is to be gone through now.
    package var range: DocumentRange? { isEnded ? nil : ranges[rangeIndex] }

    /// Whether a document is one of this search and of the range.
    package mutating func matches(name: Span<UInt8>, year: Int64, owner: Span<UInt8>, text: Span<UInt8>) -> Bool {
        entriesLeft -= 1 + text.count / Self.bytesOfEntry
        guard let match = query.match(year: year, owner: owner, text: text) else { return false }
        guard let best = ranges[rangeIndex].bestClass, best > 1 else { return true }
        // The classes before have those whose name begins with the text.
        return !name.has(query.phrase, at: 0) && (match == .name) == (best == 2)
    }

    /// What the account that asks must have marked.
    package var markCondition: OwnMarkCondition? { query.mark }

    /// Something is looked up on its own: the next document, or a mark.
    package mutating func lookUp() { entriesLeft -= Self.entriesOfLookUp - 1 }

    /// Whether the page has all movies that it may, so that one that matches tells only that more follow.
    package mutating func endsBeforeMatch() -> Bool {
        guard shown == limit else { return false }
        endBeforeMatch()
        return true
    }

    /// The page ends before a document that matches.
    package mutating func endBeforeMatch() {
        isEnded = true
        let isComplete = query.order.key == .best && given + shown >= MovieQuery.mostBest
        next = isComplete ? nil : lastShown
    }

    /// A document was shown.
    package mutating func show(_ id: MovieID, name: [UInt8], year: Int64) {
        shown += 1
        lastShown = position(id, name: name, year: year)
    }

    /// Whether enough entries were looked at.
    package var isSpent: Bool { entriesLeft <= 0 }

    /// The page ends behind a document, as enough entries were looked at.
    package mutating func end(behind id: MovieID, name: [UInt8], year: Int64) {
        isEnded = true
        let isComplete = query.order.key == .best && given + shown >= MovieQuery.mostBest
        next = isComplete ? nil : position(id, name: name, year: year)
    }

    /// The range has no more documents.
    package mutating func endRange() {
        start = nil
        rangeIndex += 1
        if rangeIndex == ranges.count { isEnded = true }
    }

    private func position(_ id: MovieID, name: [UInt8], year: Int64) -> SearchPosition {
        let isBest = query.order.key == .best
        // Only what the order of the range needs.
        return switch ranges[rangeIndex].order {
        case .id: SearchPosition(range: rangeIndex, given: isBest ? given + shown : 0, id: id)
        case .name: SearchPosition(range: rangeIndex, given: isBest ? given + shown : 0, id: id, name: name)
        case .year: SearchPosition(range: rangeIndex, year: year, id: id)
        }
    }
}

extension MovieQuery {
    /// How a document meets the conditions, but for that on marks; `nil` when it does not.
    package func match(year: Int64, owner: Span<UInt8>, text: Span<UInt8>) -> SearchPattern.Match? {
        if let years, !years.contains(year) { return nil }
        if let wanted = self.owner, !owner.isEqual(to: wanted.bytes) { return nil }
        return pattern.match(text)
    }
}
