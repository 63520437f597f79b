/// Tests: MovieBagAPITests/Errors/PublishedErrorTests.swift, OpenAPIDocumentTests.swift
extension PublishedError {
    /// Each row of the table once, in the order of statuses.
    package static let all: [PublishedError] = [
        .schemaValidation, .weakPassword, .emailAlreadyExists, .emailDoesNotExist, .movieAlreadyExists, .movieNotExists,
        .unauthorized, .missingToken, .badAccessToken,
        .wrongPassword, .badToken, .expired, .emailNotVerified, .signUpClosed, .invitationRequired, .badInvitation,
        .updatingMovie, .deletingMovie, .administratorsOnly, .accountDisabled, .tokenScope,
        .notFound, .methodNotAllowed("GET, HEAD"), .lastAdministrator, .preconditionFailed, .bodyTooLarge,
        .unsupportedMediaType, .idempotencyKeyReused, .tooManyRequests(retryAfter: 60), .internalServer, .busy,
        .unconfirmed,
    ]
}
