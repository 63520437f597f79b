import MovieBag
import SQLite

/// Tests: CandidatesTests.swift, SearchReferenceTests.swift
extension Connection {
    /// The most rows of `postings` that are read for a query.
    private static let mostBlocks = 1_500
    /// So few need not become fewer by further conditions: looking them up is as quick.
    private static let fewPostings = 100
    /// The most documents that wait to be posted; where more wait, all documents have to be gone through.
    private static let mostWaiting = 500

    /// The movies among which all of a query are; `nil` where each of its conditions has more than `most`, or where it has none.
    ///
    /// - Parameter isComplete: whether all conditions are to be looked at, so that the candidates are exact where they can be.
    func candidates(for query: MovieQuery, atMost most: Int, isComplete: Bool = false) throws -> Candidates? {
        guard let waiting = try unpostedMovies() else { return nil }
        var found: Candidates?
        var (isExact, blocksLeft) = (true, Self.mostBlocks)
        for range in query.termRanges {
            if let known = found, known.postings.count <= Self.fewPostings, !isComplete {
                isExact = false
                break
            }
            guard let next = try candidates(in: range, atMost: most, &blocksLeft) else {
                isExact = false
                continue
            }
            found = found.map { $0.intersection(next) } ?? next
        }
        if let years = query.years {
            if found != nil {
                found?.keep(years)
            } else {
                found = try candidates(in: SearchTerm.range(of: years), atMost: most, &blocksLeft)
                if found == nil { isExact = false }
            }
        }
        if let mark = query.mark {
            if let marked = try candidates(mark, for: query, atMost: most, isAlone: found == nil) {
                found = found.map { $0.intersection(marked) } ?? marked
            } else {
                isExact = false
            }
        }
        if !isExact { found?.becomeInexact() }
        guard found != nil else { return nil }
        found?.replace(waiting, by: try waiting.compactMap { try posting(of: $0, in: query) })
        return found
    }

    /// What has terms of a range; `nil` when that is more than `most`, or when too many rows would have to be read.
    private func candidates(in range: TermRange, atMost most: Int, _ blocksLeft: inout Int) throws -> Candidates? {
        var postings: [Posting] = []
        var left = blocksLeft
        defer { blocksLeft = left }
        let isAll = try query(
            "SELECT movies FROM postings WHERE term >= ?1 AND term < ?2 ORDER BY term, first", .blob(range.lower),
            .blob(range.upper)
        ) { row in
            while try row.step() {
                left -= 1
                let bytes = row.lentBytes(0)
                guard left >= 0, postings.count + bytes.count / Posting.size <= most else { return false }
                for index in 0..<bytes.count / Posting.size {
                    postings.append(Posting(bytes.span.bytes, at: index * Posting.size))
                }
            }
            return true
        }
        return isAll ? Candidates(postings, isExact: range.isExact) : nil
    }

    /// What an account has marked; `nil` when that is too much.
    ///
    /// - Parameter isAlone: whether nothing else tells the places of these movies in the order of the query.
    private func candidates(
        _ condition: OwnMarkCondition, for query: MovieQuery, atMost most: Int, isAlone: Bool
    ) throws -> Candidates? {
        let mustBeLookedUp = isAlone && query.order.key != .added
        let most = mustBeLookedUp ? min(most, MovieSearch.mostLookUps) : most
        guard let movies = try movies(condition, atMost: most) else { return nil }
        let postings = try movies.compactMap { movie in
            guard mustBeLookedUp else { return MovieID(bytes: movie).map { Posting($0, year: 0, name: []) } }
            return try withDocument(movie) { row in
                Posting(try row.identifier(0), year: row.integer(2), name: row.bytes(1))
            }
        }
        return Candidates(postings, isExact: true)
    }

    /// The movies that are not listed by the terms that they have now; `nil` when there are too many.
    private func unpostedMovies() throws -> Set<[UInt8]>? {
        try query("SELECT movie FROM unposted LIMIT ?1", .integer(Int64(Self.mostWaiting) + 1)) { row in
            var movies: Set<[UInt8]> = []
            var count = 0
            while try row.step() {
                movies.insert(row.bytes(0))
                count += 1
            }
            return count > Self.mostWaiting ? nil : movies
        }
    }

    private func posting(of movie: [UInt8], in query: MovieQuery) throws -> Posting? {
        try withDocument(movie) { row in
            guard
                query.match(year: row.integer(2), owner: row.lentBytes(3).span, text: row.lentBytes(4).span) != nil
            else { return nil }
            if let mark = query.mark, try !meets(mark, movie) { return nil }
            return Posting(try row.identifier(0), year: row.integer(2), name: row.bytes(1))
        } ?? nil
    }
}

extension MovieQuery {
    /// What each of its conditions is listed by, but for the years; first those that few movies may have.
    fileprivate var termRanges: [TermRange] {
        labels.map(SearchTerm.range) + (owner.map { [SearchTerm.range(of: $0)] } ?? [])
            + beginnings.sorted { $0.count > $1.count }.map { SearchTerm.range(ofWords: $0) }
    }
}
