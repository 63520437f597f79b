import MovieBag

/// What the routes of the own account do.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    private static let currentPassword = Member.required("current_password", .text(), example: "\"correct horse\"")

    static let logOut = Operation("End this session", returns: .message)
    static let logOutEverywhere = Operation(
        "End every session", body: [.optional("tokens", .boolean, "Whether API tokens end too")], returns: .message)
    static let listSessions = Operation(
        "List the own sessions", query: .list, returns: .array(of: .component(.session)), [.paged])
    static let endSession = Operation("End a session", returns: .emptyText, errors: [.notFound])
    static let listTokens = Operation(
        "List the own API tokens", query: .list, returns: .array(of: .component(.apiToken)), [.paged])
    static let makeToken = Operation(
        "Make an API token, which is shown this once",
        body: [
            currentPassword, .required("name", .text(DisplayName.lengths), example: "\"backup\""),
            .required("scope", .scope), .required("days", .integer(APIToken.lifetimes), example: "30"),
        ],
        returns: .object([.required("token", .text())] + Component.apiTokenMembers), errors: [.wrongPassword])
    static let endToken = Operation("End an API token", returns: .emptyText, errors: [.notFound])
    static let showAccount = Operation("Show the own account", returns: .component(.account))
    static let changeAccount = Operation(
        "Change the own account",
        body: [
            .optional("name", .text(DisplayName.lengths), "What others see", example: "\"Ann\""),
            .optional("language", .oneOf(ProfileChange.languages.sorted())),
        ],
        needsMember: true, returns: .component(.account))
    static let export = Operation(
        "Everything that is kept about the account", query: [.after], returns: .component(.export), [.paged])
    static let changePassword = Operation(
        "Change the password; every other session ends",
        body: [currentPassword, .required("password", .newPassword, example: "\"battery staple\"")],
        returns: .message, errors: [.wrongPassword, .weakPassword])
    static let changeEmail = Operation(
        "Have a link mailed to a new address, which confirms it", body: [currentPassword, .required("email", .email)],
        returns: .message, errors: [.wrongPassword])
    static let deleteAccount = Operation(
        "Delete the account",
        body: [
            currentPassword,
            .optional("movies", .oneOf(Departure.Movies.allCases.map(\.rawValue)), "What becomes of its movies"),
        ],
        returns: .message, errors: [.wrongPassword, .lastAdministrator])
}

extension Member {
    fileprivate static let after = Member.optional("after", .id, "The last one that was read")
}

extension [Member] {
    /// Which part of a list is asked for.
    static let list: [Member] = [
        .optional("limit", .integer(1...100), "How many at most; 100 without it", example: "10"),
        .after,
    ]
}
