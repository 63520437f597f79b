import MovieBag

/// Postings among which all movies of a query are, in the order of identifiers, each movie once.
///
/// Tests: CandidatesTests.swift
struct Candidates {
    /// The most movies whose names begin with the same bytes, so that these have to be looked up for their order.
    static let mostOfOneName = 256

    private(set) var postings: [Posting]
    /// Whether each of them is one of the query.
    private(set) var isExact: Bool

    /// - Parameter postings: in any order.
    init(_ postings: [Posting], isExact: Bool) {
        self.postings = postings
        self.isExact = isExact
        order()
    }

    /// What is in both.
    func intersection(_ other: Candidates) -> Candidates {
        var both: [Posting] = []
        var (mine, others) = (postings[...], other.postings[...])
        while let first = mine.first, let second = others.first {
            if first.isSameMovie(as: second) { both.append(first) }
            let isBefore = first.isBefore(second)
            if !second.isBefore(first) { mine.removeFirst() }
            if !isBefore { others.removeFirst() }
        }
        return Candidates(both, isExact: isExact && other.isExact)
    }

    /// Takes those away that are not of these years.
    mutating func keep(_ years: ClosedRange<Int64>) {
        postings.removeAll { !years.contains(Int64($0.year)) }
    }

    /// Notes that there are conditions that were not looked at.
    mutating func becomeInexact() { isExact = false }

    /// Puts others in place of what is known of some movies.
    ///
    /// - Parameters:
    ///   - others: in any order, each movie once.
    ///   - movies: of which nothing else is kept.
    mutating func replace(_ movies: Set<[UInt8]>, by others: [Posting]) {
        if !movies.isEmpty { postings.removeAll { movies.contains($0.movie) } }
        postings += others
        order()
    }

    /// Those that a range may have behind a position, in its order; `nil` when that would be too much to find out.
    func ordered(in range: DocumentRange, after position: SearchPosition?) -> OrderedCandidates? {
        switch range.order {
        case .id:
            let start = position.map { Posting($0.id, year: 0, name: []) }
            return .known(directed(postings, range, after: start) { $0.isBefore($1) })
        case .year(let years):
            let found = postings.filter { years.contains(Int64($0.year)) }.sorted { $0.isYearBefore($1) }
            let start = position.map { Posting($0.id, year: $0.year, name: []) }
            return .known(directed(found, range, after: start) { $0.isYearBefore($1) })
        case .name:
            return names(range, after: position).map { .grouped($0) }
        }
    }

    private mutating func order() {
        let isOrdered = zip(postings, postings.dropFirst()).allSatisfy { $0.isBefore($1) }
        guard !isOrdered else { return }
        postings.sort { $0.isBefore($1) }
        var last: Posting?
        postings.removeAll { posting in
            defer { last = posting }
            return last?.isSameMovie(as: posting) ?? false
        }
    }

    private func directed(
        _ ordered: [Posting], _ range: DocumentRange, after start: Posting?, isBefore: (Posting, Posting) -> Bool
    ) -> [Posting] {
        guard range.isReversed else {
            return Array(ordered[(start.map { start in ordered.partitioningIndex { isBefore(start, $0) } } ?? 0)...])
        }
        let end = start.map { start in ordered.partitioningIndex { !isBefore($0, start) } }
        return ordered[..<(end ?? ordered.count)].reversed()
    }

    private func names(_ range: DocumentRange, after position: SearchPosition?) -> [ArraySlice<Posting>]? {
        let ordered = postings.sorted { $0.isNameBefore($1) }
        var groups: [ArraySlice<Posting>] = []
        var rest = ordered[...]
        if let position {
            let name = Posting.number(of: position.name)
            if range.isReversed {
                rest = rest[..<rest.partitioningIndex { $0.name > name }]
            } else {
                rest = rest[rest.partitioningIndex { $0.name >= name }...]
            }
        }
        while let name = rest.first?.name {
            let group = rest[..<rest.partitioningIndex { $0.name > name }]
            guard group.count <= Self.mostOfOneName else { return nil }
            groups.append(group)
            rest = rest[group.endIndex...]
        }
        return range.isReversed ? groups.reversed() : groups
    }
}

/// Candidates in the order in which they are shown.
enum OrderedCandidates {
    /// Those behind a position.
    case known([Posting])
    /// Groups in this order. Those of a group have to be looked up, as what is known of them tells neither their order nor whether
    /// they are behind the position.
    case grouped([ArraySlice<Posting>])
}
