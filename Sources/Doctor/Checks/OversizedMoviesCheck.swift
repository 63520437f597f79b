import MovieBag

/// Movies from before there was a limit that they break.
struct OversizedMoviesCheck {
    /// `nil` when the database cannot be asked.
    let movies: OversizedMovies?

    /// How long the database is read for them.
    static let budget = Duration.seconds(2)

    var findings: [Finding] {
        guard let movies else { return [] }
        return found(movies) + unseen(movies)
    }

    private func found(_ movies: OversizedMovies) -> [Finding] {
        guard movies.count > 0 else { return [] }
        let ids = movies.first.map { "\($0)" }.joined(separator: ", ")
        let others = movies.count > movies.first.count ? ", and \(movies.count - movies.first.count) more" : ""
        return [
            .warning(
                """
                database: movies whose casts and genres have more than \(Labels.mostTogether) bytes together, from before there \
                was that limit: \(movies.count) (\(ids)\(others))
                """,
                fix: """
                    nothing has to be done: they can be read, removed, and changed in their other members; to bring one within \
                    the limit, PUT /api/movies/ID with shorter casts and genres
                    """)
        ]
    }

    private func unseen(_ movies: OversizedMovies) -> [Finding] {
        guard !movies.isComplete else { return [] }
        return [
            .skipped(
                "database: the sizes of movies after the first \(movies.lookedAt), as this would take longer than "
                    + "\(Self.budget.components.seconds) s")
        ]
    }
}
