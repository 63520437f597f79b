import MovieBag

/// What the routes for administrators do, and that of records.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let listAccounts = Operation(
        "List accounts",
        query: .list + [.optional("email", .email, "The one with this address alone")],
        returns: .array(of: .component(.administeredAccount)), [.paged])
    static let showAccountOfOther = Operation(
        "Show an account", returns: .component(.administeredAccount), errors: [.notFound])
    static let changeAccountOfOther = Operation(
        "Change the role of an account, disable or enable it",
        body: [.optional("role", .role), .optional("disabled", .boolean)], needsMember: true,
        returns: .component(.administeredAccount), errors: [.notFound, .emailNotVerified, .lastAdministrator])
    static let mailReset = Operation(
        "Mail an account a link that sets a new password", returns: .message, errors: [.notFound, .accountDisabled])
    static let endSessionsOfOther = Operation(
        "End the sessions and API tokens of an account", returns: .message, errors: [.notFound])
    static let listInvitations = Operation(
        "List the invitations that are good", query: .list, returns: .array(of: .component(.invitation)), [.paged])
    static let invite = Operation(
        "Make an invitation, whose link is shown this once",
        body: [
            .optional("email", .email, "For this address alone, to which it is mailed"), .optional("role", .role),
            .optional("days", .integer(Invitation.lifetimes), "How long it is good; 7 without it", example: "7"),
        ],
        returns: .object([.required("id", .id), .required("link", .formatted("uri"))]),
        errors: [.emailAlreadyExists])
    static let withdrawInvitation = Operation("Withdraw an invitation", returns: .emptyText, errors: [.notFound])
    static let listRecords = Operation(
        "List what was recorded, the newest first: of the own account, or of all for administrators",
        query: .list + [
            .optional("account", .id, "Of this account alone"),
            .optional("kind", .oneOf(AuditKind.allCases.map(\.rawValue)), "Of this kind alone"),
        ],
        returns: .array(of: .component(.auditRecord)), [.paged], errors: [.notFound])
}
