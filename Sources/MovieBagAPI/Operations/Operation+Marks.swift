import MovieBag

/// What the routes of marks do.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let showMark = Operation(
        "Show the own mark of a movie", returns: .component(.mark), errors: [.movieNotExists])
    static let putMark = Operation(
        "Mark a movie; what is missing is unset", body: Component.markMembers.map(\.optional), returns: .emptyText,
        errors: [.movieNotExists])
    static let removeMark = Operation(
        "Remove the own mark of a movie, if there is one", returns: .emptyText, errors: [.movieNotExists])
    static let listMarks = Operation(
        "What accounts note of a movie, in the order of their ids", query: .list, returns: .component(.movieMarks),
        [.paged], errors: [.movieNotExists])
}
