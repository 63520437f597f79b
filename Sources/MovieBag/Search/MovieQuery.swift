import Cryptography
import Folding

/// Which movies are wanted, and in which order. Every condition must hold.
///
/// Tests: MovieQueryTests.swift
package struct MovieQuery: Sendable, Equatable {
    /// The most genres and casts together.
    package static let mostLabels = 16
    /// The most Unicode scalars of a text, as many as a label has.
    package static let lengths = Labels.lengths
    /// The most movies in the order ``MovieOrder/Key/best``.
    package static let mostBest = 1_000

    /// `nil` when nothing is searched for.
    package let words: SearchQuery?
    /// The text that is searched for as names are ordered by, without spaces around it.
    package let phrase: [UInt8]
    /// In the order of their keys, each once.
    package let labels: [MovieLabel]
    /// Movies without a year are in none.
    package let years: ClosedRange<Int64>?
    package let owner: AccountID?
    package private(set) var mark: OwnMarkCondition?
    package let order: MovieOrder
    /// Tells this query from others.
    package let digest: [UInt8]
    let pattern: SearchPattern

    /// - Parameters:
    ///   - text: words, valid UTF-8.
    ///   - genres: whole texts, as `cast`, valid UTF-8.
    /// - Throws: ``InvalidValue`` for texts that are empty or too long, for too many words or labels, and for
    ///   ``MovieOrder/Key/best`` without a text.
    package init(
        text: [UInt8]? = nil, genres: [[UInt8]] = [], cast: [[UInt8]] = [], years: ClosedRange<Int64>? = nil,
        owner: AccountID? = nil, mark: OwnMarkCondition? = nil, order: MovieOrder = MovieOrder(.added)
    ) throws(InvalidValue) {
        guard order.key != .best || text != nil else { throw InvalidValue("sort", "can be best with q only") }
        words = try text.map { text throws(InvalidValue) in try SearchQuery(checked: text) }
        phrase = text.map(Self.phrase) ?? []
        guard genres.count + cast.count <= Self.mostLabels else {
            throw InvalidValue("genre", "and cast may be given \(Self.mostLabels) times at most together")
        }
        for genre in genres { try genre.checkText(as: "genre", lengths: Self.lengths) }
        for name in cast { try name.checkText(as: "cast", lengths: Self.lengths) }
        labels = Self.each(genres.map { MovieLabel(.genre, $0) } + cast.map { MovieLabel(.cast, $0) })
        self.years = years
        self.owner = owner
        self.mark = mark
        self.order = order
        digest = Array(
            SHA256.hash(
                Self.canonical(words, order.key == .best ? phrase : [], labels, years, owner, mark, order)
            ).prefix(SearchPosition.digestBytes))
        pattern = SearchPattern(words: words?.words ?? [], labels: labels)
    }

    /// The same conditions with another one on marks, to be counted: it has no positions.
    package func marked(_ mark: OwnMarkCondition?) -> MovieQuery {
        var query = self
        query.mark = mark
        return query
    }

    /// Whether it is the whole collection in the order of identifiers, for which no search is needed.
    package var isWholeCollection: Bool {
        words == nil && labels.isEmpty && years == nil && owner == nil && mark == nil && order == MovieOrder(.added)
    }

    /// What words of a movie must begin with: valid UTF-8, none of them empty.
    package var beginnings: [[UInt8]] { words?.words ?? [] }

    /// The label that is the only condition, if it is one.
    package var onlyLabel: MovieLabel? {
        words == nil && years == nil && owner == nil && mark == nil && labels.count == 1 ? labels[0] : nil
    }

    private static func phrase(_ text: [UInt8]) -> [UInt8] {
        var phrase = MovieLabel.key(of: text)[...]
        while phrase.first == SearchText.space { phrase.removeFirst() }
        while phrase.last == SearchText.space { phrase.removeLast() }
        return MovieDocument.name(of: Array(phrase))
    }

    private static func each(_ labels: [MovieLabel]) -> [MovieLabel] {
        var known: Set<[UInt8]> = []
        return
            labels
            .sorted {
                ($0.kind.rawValue, $0.key).0 == $1.kind.rawValue
                    ? $0.key.lexicographicallyPrecedes($1.key) : $0.kind.rawValue < $1.kind.rawValue
            }
            .filter { known.insert(SearchText.part($0)).inserted }
    }

    /// The query in one spelling. No part has the byte that stands between them.
    private static func canonical(
        _ words: SearchQuery?, _ phrase: [UInt8], _ labels: [MovieLabel], _ years: ClosedRange<Int64>?,
        _ owner: AccountID?, _ mark: OwnMarkCondition?, _ order: MovieOrder
    ) -> [UInt8] {
        var parts = [Array("\(words == nil) \(order.description)".utf8), phrase]
        parts.append(Array((words?.words ?? []).joined(separator: [SearchText.space])))
        parts += labels.map(SearchText.part)
        parts.append(Array("\(mark.map { "\($0.kind) \($0.account)" } ?? "")".utf8))
        parts.append(Array("\(years.map { "\($0)" } ?? "") \(owner?.description ?? "")".utf8))
        return Array(parts.joined(separator: [SearchText.separator]))
    }
}

extension SearchQuery {
    /// - Throws: ``InvalidValue``.
    init(checked text: [UInt8]) throws(InvalidValue) {
        try text.checkText(as: "q", lengths: MovieQuery.lengths)
        do {
            try self.init(text)
        } catch {
            throw InvalidValue("q", "must have \(Self.mostWords) words at most")
        }
    }
}
