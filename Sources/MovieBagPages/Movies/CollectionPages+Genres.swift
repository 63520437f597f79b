import MovieBag

/// Tests: CollectionPageTests.swift
extension CollectionPages {
    private static let mostGenres = 40
    /// So many genres are read, in the order of their names, to find those that most movies have.
    private static let genresRead = 100

    /// The genres that most movies have, as links that add a filter or take it away.
    func fillGenres(_ choice: CollectionChoice, _ visit: Visit, _ values: inout PageValues) throws {
        let found: [CountedLabel]
        do {
            found = try movies.labels(LabelQuery(.genre, limit: Self.genresRead)).labels
        } catch is SearchNotReady {
            return
        }
        let genres = found.sorted { $0.movies > $1.movies }.prefix(Self.mostGenres)
        values.set(
            "genres",
            list: genres.map { genre in
                let condition = CollectionChoice.Condition.genre(genre.name)
                let isChosen = choice.conditions.contains(condition)
                var entry = PageValues()
                entry.set("genre", utf8: genre.name)
                entry["genre_movies"] = visit.texts.number(genre.movies)
                entry["genre_url"] = frame.address((isChosen ? choice.without(condition) : choice.with(condition)).path)
                entry.set("genre_chosen", if: isChosen)
                return entry
            })
    }
}
