import MovieBag

/// What the routes of movies do.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let showMovie = Operation(
        "Show a movie", returns: .component(.movie), [.tagged, .conditional], errors: [.movieNotExists])
    static let listMovies = Operation(
        "List movies in the order of ids",
        query: [
            .optional("limit", .pageLimit, "How many at most"), .optional("after", .id, "The last one that was read"),
        ],
        returns: .array(of: .component(.movie)), [.tagged, .conditional, .paged])
    static let addMovie = Operation(
        "Add a movie",
        body: .movie(), returns: .either([.object([.required("id", .id)]), .component(.movie)]),
        [.representing, .idempotent], errors: [.movieAlreadyExists])
    static let changeMovie = Operation(
        "Change a movie that the own account added, or any for administrators", body: .changes(of: .movie()),
        needsMember: true, returns: .either([.emptyText, .component(.movie)]), [.conditional, .representing],
        errors: [.updatingMovie, .movieAlreadyExists])
    static let patchMovie = Operation(
        "Change a movie by a merge patch (RFC 7396), in which null removes what it need not have",
        body: .changes(of: .movie { .nullable($0) }), bodyTypes: ["application/merge-patch+json", "application/json"],
        returns: .either([.emptyText, .component(.movie)]), [.conditional, .representing],
        errors: [.updatingMovie, .movieAlreadyExists])
    static let removeMovie = Operation(
        "Remove a movie that the own account added, or any for administrators", returns: .emptyText, [.conditional],
        errors: [.deletingMovie])
}
