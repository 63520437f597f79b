import MovieBag

/// Movies from before there was a rule that they break.
struct LegacyMoviesCheck {
    /// `nil` when the database cannot be asked.
    let movies: LegacyMovies?

    /// How long the database is read for them.
    static let budget = Duration.seconds(2)

    var findings: [Finding] {
        guard let movies else { return [] }
        return LegacyMovies.Rule.allCases.compactMap { finding($0, movies[$0]) } + unseen(movies)
    }

    private func finding(_ rule: LegacyMovies.Rule, _ found: LegacyMovies.Found) -> Finding? {
        guard found.count > 0 else { return nil }
        let ids = found.first.map { "\($0)" }.joined(separator: ", ")
        let others = found.count > found.first.count ? ", and \(found.count - found.first.count) more" : ""
        let (what, remedy) = Self.words(rule)
        return .warning(
            "database: \(what), from before there was that rule: \(found.count) (\(ids)\(others))",
            fix: """
                nothing has to be done: they can be read, removed, and changed in their other members; to bring one within \
                the rule, PUT /api/movies/ID with \(remedy)
                """)
    }

    private static func words(_ rule: LegacyMovies.Rule) -> (what: String, remedy: String) {
        switch rule {
        case .size:
            (
                "movies whose casts and genres have more than \(Labels.mostTogether) bytes together",
                "shorter casts and genres"
            )
        case .repetition: ("movies with a text twice in casts or in genres", "lists that have it once")
        case .name:
            ("movies whose name another one has, written in other characters (Unicode NFC)", "another name, or a year")
        }
    }

    private func unseen(_ movies: LegacyMovies) -> [Finding] {
        guard !movies.isComplete else { return [] }
        return [
            .skipped(
                "database: old movies after the first \(movies.lookedAt), as this would take longer than "
                    + "\(Self.budget.components.seconds) s")
        ]
    }
}
