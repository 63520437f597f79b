import MovieBag

/// What the routes of removed movies do.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let listRemovedMovies = Operation(
        "List removed movies that can be brought back, the latest first: the own ones, or all for administrators",
        query: [
            .optional("added_by", .accountOrMe, "Whose they were; another account than the own is for administrators")
        ]
            + .list,
        returns: .array(of: .component(.removedMovie)), [.paged], errors: [.notFound])
    static let restoreMovie = Operation(
        "Bring a removed movie back, with all marks", returns: .either([.emptyText, .component(.movie)]),
        [.representing], errors: [.notFound, .movieAlreadyExists])
}

extension Component {
    static let removedMovieMembers: [Member] = [
        .required("_id", .component(.objectID), "Of the removal"), .required("movie", .component(.movie)),
        .required("removed_by", .component(.objectID)), .required("removed", .time),
        .required("expires", .time, "Until when it can be brought back"),
    ]
}

extension Shape {
    static let accountOrMe = Shape.matching("^([0-9a-f]{24}|me)$")
}
