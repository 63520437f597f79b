import MovieBag

/// What the routes of movies do.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let showMovie = Operation(
        "Show a movie", returns: .component(.movie), [.tagged], errors: [.movieNotExists])
    static let listMovies = Operation(
        "List movies in the order of ids",
        query: [
            .optional("limit", .pageLimit, "How many at most"), .optional("after", .id, "The last one that was read"),
        ],
        returns: .array(of: .component(.movie)), [.tagged, .paged])
    static let addMovie = Operation(
        "Add a movie",
        body: .movie, returns: .object([.required("id", .id)]), errors: [.movieAlreadyExists])
    static let changeMovie = Operation(
        "Change a movie that the own account added, or any for administrators",
        body: [Member].movie.map(\.optional) + [
            .optional("added_by", .component(.objectID), "Hands it over to another account, for administrators")
        ],
        needsMember: true, returns: .emptyText, [.conditional], errors: [.updatingMovie, .movieAlreadyExists])
    static let removeMovie = Operation(
        "Remove a movie that the own account added, or any for administrators", returns: .emptyText, [.conditional],
        errors: [.deletingMovie])
}

extension [Member] {
    /// What a movie has besides its id and its owner.
    static let movie: [Member] = [
        .required("name", .text(MovieName.lengths), example: "\"Alien\""),
        .required("casts", .labels, example: "[\"Sigourney Weaver\"]"),
        .required("genres", .labels, example: "[\"Horror\",\"Science fiction\"]"),
    ]
}
