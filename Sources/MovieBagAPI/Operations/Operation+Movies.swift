import MovieBag

/// What the routes of movies do.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let showMovie = Operation(
        "Show a movie", returns: .component(.movie), [.tagged, .conditional], errors: [.movieNotExists])
    static let listMovies = Operation(
        "List movies, all of them in the order of ids or what a search finds",
        query: [
            .optional(
                "q", .searchText, "Words, each the beginning of a word of name, casts or genres",
                example: "\"alien weav\""),
            .optional("genre", .searchTexts, "A whole genre; may be repeated", example: "[\"horror\"]"),
            .optional(
                "cast", .searchTexts, "A whole member of the cast; may be repeated", example: "[\"sigourney weaver\"]"),
            .optional(
                "year", .matching("^([0-9]{4}(\\.\\.([0-9]{4})?)?|\\.\\.[0-9]{4})$"),
                "1984, 1980..1989, ..1989 or 1980..", example: "\"..1989\""),
            .optional("added_by", .accountOrMe, "An account, or me with an access token"),
            .optional("mine", .oneOf(marks), "What the own mark says, with an access token"),
            .optional("sort", .oneOf(orders), "The order; added without it", example: "\"name\""),
            .optional("limit", .pageLimit, "How many at most", example: "50"),
            .optional(
                "after", .text(1...1_000), "The last one that was read; in other orders than added, what Link gave"),
        ],
        returns: .array(of: .component(.movie)), [.tagged, .conditional, .paged, .counted],
        errors: [.missingToken, .badAccessToken])
    static let listGenres = Operation(
        "List genres with their numbers of movies", query: labelQuery, returns: .array(of: .component(.label)),
        [.tagged, .conditional, .paged])
    static let listCasts = Operation(
        "List members of casts with their numbers of movies", query: labelQuery,
        returns: .array(of: .component(.label)), [.tagged, .conditional, .paged])
    static let showPerson = Operation(
        "Show the name of an account that has movies",
        returns: .object([.required("_id", .component(.objectID)), .required("name", .text())]), errors: [.notFound])

    private static let orders = MovieOrder.Key.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] }
    private static let marks = OwnMarkCondition.Kind.allCases.map(\.rawValue)
    private static let labelQuery: [Member] = [
        .optional("q", .searchText, "Words, each the beginning of a word of the name", example: "\"sigour\""),
        .optional("limit", .integer(1...LabelPosition.most), "How many at most; 100 without it", example: "10"),
        .optional("after", .searchText, "The last name that was read"),
    ]

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
