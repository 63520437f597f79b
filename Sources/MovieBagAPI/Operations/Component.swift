import MovieBag

/// A shape that several routes have, by its name in the documents.
///
/// Tests: OpenAPIDocumentTests.swift
package enum Component: String, CaseIterable, Sendable {
    case objectID = "ObjectID"
    case movie = "Movie"
    case removedMovie = "RemovedMovie"
    case mark = "Mark"
    case movieMarks = "MovieMarks"
    case label = "Label"
    case account = "Account"
    case administeredAccount = "AdministeredAccount"
    case session = "Session"
    case apiToken = "APIToken"
    case invitation = "Invitation"
    case auditRecord = "AuditRecord"
    case export = "Export"
    case error = "Error"
    case problem = "Problem"

    package var shape: Shape {
        switch self {
        case .objectID: .object([.required("$oid", .id)])
        case .movie: .object(Self.movieMembers)
        case .removedMovie: .object(Self.removedMovieMembers)
        case .mark: .object(Self.markMembers)
        case .movieMarks: .object(Self.movieMarksMembers)
        case .label: .object([.required("name", .text(Labels.lengths)), .required("movies", .integer(1...Int.max))])
        case .account: .object(Self.accountMembers)
        case .administeredAccount: .object(Self.accountMembers + [.required("disabled", .boolean)])
        case .session: .object(Self.sessionMembers)
        case .apiToken: .object(Self.apiTokenMembers)
        case .invitation:
            .object([
                .required("_id", .component(.objectID)), .required("email", .nullable(.text())),
                .required("role", .role), .required("created", .time), .required("expires", .time),
            ])
        case .auditRecord:
            .object([
                .required("_id", .component(.objectID)), .required("time", .time), .required("kind", .text()),
                .required("account", .nullable(.component(.objectID))),
                .required("actor", .nullable(.component(.objectID))), .required("client", .nullable(.text())),
                .required("request", .nullable(.text())), .required("detail", .nullable(.text())),
                .required("times", .integer(1...Int.max)),
            ])
        case .export: .object(Self.exportMembers)
        case .error: .object(Self.errorMembers)
        case .problem: .object([.required("type", .text()), .required("title", .text())] + Self.errorMembers)
        }
    }

    private static let movieMembers =
        [.required("_id", .component(.objectID))] + [Member].movie().map(\.asStored) + [
            .required("added_by", .component(.objectID))
        ]

    private static let accountMembers: [Member] = [
        .required("_id", .component(.objectID)), .required("email", .text()),
        .required("name", .nullable(.text(DisplayName.lengths))), .required("role", .role),
        .required("verified", .boolean), .required("created", .time), .required("language", .nullable(.text())),
    ]

    private static let sessionMembers: [Member] = [
        .required("_id", .component(.objectID)), .required("kind", .oneOf(["api", "page"])),
        .optional("current", .boolean, "Whether the request was made with it; missing in an export"),
        .required("created", .time), .required("used", .time), .required("expires", .time),
        .required("address", .nullable(.text())), .required("agent", .nullable(.text())),
    ]

    static let apiTokenMembers: [Member] = [
        .required("_id", .component(.objectID)), .required("name", .text(DisplayName.lengths)),
        .required("scope", .scope), .required("created", .time), .required("used", .time), .required("expires", .time),
    ]

    private static let exportMembers: [Member] = [
        .optional(
            "account", .component(.account), "This and the others but the last three are on the first page alone"),
        .optional("sessions", .array(of: .component(.session))),
        .optional("tokens", .array(of: .component(.apiToken))),
        .optional(
            "mails",
            .array(
                of: .object([
                    .required("kind", .text()), .required("recipient", .text()), .required("created", .time),
                ]))),
        .optional("clients", .array(of: .object([.required("network", .text()), .required("last", .time)]))),
        .required("movies", .array(of: .component(.movie))),
        .required(
            "marks", .array(of: .object([.required("movie", .component(.objectID))] + markMembers))),
        .required("removed", .array(of: .component(.removedMovie))),
    ]

    private static let errorMembers: [Member] = [
        .required("error", .oneOf(PublishedError.all.map(\.name))), .required("message", .text()),
        .required("status", .integer(400...599)), .optional("detail", .text(), "What exactly is wrong, for developers"),
    ]
}

extension Shape {
    static let role = Shape.oneOf(Role.allCases.map(\.rawValue))
    static let scope = Shape.oneOf(APIToken.Scope.allCases.map(\.rawValue))
    static let searchText = Shape.text(MovieQuery.lengths)
    static let searchTexts = Shape.array(of: searchText, 0...MovieQuery.mostLabels)
    static let labels = Shape.array(of: .text(Labels.lengths), Labels.counts)
}
