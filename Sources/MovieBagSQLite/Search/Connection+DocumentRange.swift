import MovieBag
import SQLite

/// Tests: SearchStoreTests.swift, SearchPlanTests.swift
extension Connection {
    /// The documents of a range behind a position, in its order: movie, name, year, owner, text. They are read from one index, which
    /// is gone through as far as its rows are stepped; of years, each document is looked up beside it.
    func documents(in range: DocumentRange, after position: SearchPosition?) throws(SQLiteError) -> Statement {
        switch range.order {
        case .id: try documentsByID(position, isReversed: range.isReversed)
        case .name(let lower, let upper):
            try documentsByName(lower, upper, after: position, isReversed: range.isReversed)
        case .year(let years): try documentsByYear(years, after: position, isReversed: range.isReversed)
        }
    }

    private func documentsByID(_ position: SearchPosition?, isReversed: Bool) throws(SQLiteError) -> Statement {
        let select =
            isReversed
            ? try statement(
                "SELECT movie, name, year, added_by, text FROM documents WHERE movie < ?1 ORDER BY movie DESC")
            : try statement("SELECT movie, name, year, added_by, text FROM documents WHERE movie > ?1 ORDER BY movie")
        try select.bind(1, blob: position?.id.bytes ?? (isReversed ? [UInt8](repeating: 0xff, count: 13) : []))
        return select
    }

    private func documentsByName(
        _ lower: [UInt8], _ upper: [UInt8], after position: SearchPosition?, isReversed: Bool
    ) throws(SQLiteError) -> Statement {
        let select =
            isReversed
            ? try statement(
                """
                SELECT movie, name, year, added_by, text FROM documents
                WHERE (name, movie) < (?1, ?2) AND name >= ?3 ORDER BY name DESC, movie DESC
                """)
            : try statement(
                """
                SELECT movie, name, year, added_by, text FROM documents
                WHERE (name, movie) > (?1, ?2) AND name < ?3 ORDER BY name, movie
                """)
        try select.bind(1, text: position?.name ?? (isReversed ? upper : lower))
        try select.bind(2, blob: position?.id.bytes ?? [])
        try select.bind(3, text: isReversed ? lower : upper)
        return select
    }

    private func documentsByYear(
        _ years: ClosedRange<Int64>, after position: SearchPosition?, isReversed: Bool
    ) throws(SQLiteError) -> Statement {
        let select =
            isReversed
            ? try statement(
                """
                SELECT movie, name, year, added_by, text FROM documents
                WHERE (year, movie) < (?1, ?2) AND year >= ?3 ORDER BY year DESC, movie DESC
                """)
            : try statement(
                """
                SELECT movie, name, year, added_by, text FROM documents
                WHERE (year, movie) > (?1, ?2) AND year <= ?3 ORDER BY year, movie
                """)
        try select.bind(1, position?.year ?? (isReversed ? years.upperBound + 1 : years.lowerBound))
        try select.bind(2, blob: position?.id.bytes ?? [])
        try select.bind(3, isReversed ? years.lowerBound : years.upperBound)
        return select
    }
}

extension DocumentRange {
    /// Whether each document of it is looked up beside the index.
    var isLookedUp: Bool { if case .year = order { true } else { false } }
}
