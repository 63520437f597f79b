import MovieBag

/// Tests: OpenAPIDocumentTests.swift
extension Component {
    /// A mark, as its account writes and reads it.
    static let markMembers =
        ratingAndDays + [
            .required("note", .text(Note.lengths), "For the account alone", example: "\"Once more, in a cinema\"")
        ]

    /// What others see of one.
    private static let ratingAndDays: [Member] = [
        .required(
            "rating", .nullable(.integer(Int(Rating.range.lowerBound)...Int(Rating.range.upperBound))), example: "8"),
        .required(
            "watched", .array(of: .formatted("date"), 0...WatchedDays.most),
            "Days on which it was watched, not later than tomorrow", example: "[\"2025-06-15\"]"),
        .required("wanted", .boolean, "Whether it is to be watched"),
    ]

    static let movieMarksMembers: [Member] = [
        .required("average", .nullable(.number(1...10)), "Of the ratings, to two decimals"),
        .required("count", .integer(0...MovieMarks.mostCounted), "How many ratings there are"),
        .required(
            "marks",
            .array(of: .object([.required("_id", .component(.objectID)), .required("name", .text())] + ratingAndDays))),
    ]
}
