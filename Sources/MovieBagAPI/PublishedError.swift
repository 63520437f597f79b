import MovieBag
import Web

/// The published error table: every name, status and sentence that clients may rely on.
package struct PublishedError: Sendable, Equatable {
    package let name: String
    package let status: Int
    package let message: String
    package var fields: [Response.Field] = []

    // Published by the application that this service replaces; the wording is part of the contract.
    package static let schemaValidation = Self("SchemaValidation", 400, "Request is missing required fields")
    package static let emailAlreadyExists = Self(
        "EmailAlreadyExists", 400, "User with given email address already exists")
    package static let emailDoesNotExist = Self(
        "EmailDoesNotExist", 400, "Couldn't find the user with given email address")
    package static let movieAlreadyExists = Self("MovieAlreadyExists", 400, "Movie with given name already exists")
    package static let movieNotExists = Self("MovieNotExists", 400, "Movie with given id doesn't exists")
    package static let unauthorized = Self("Unauthorized", 401, "Invalid username or password")
    package static let badToken = Self("BadToken", 403, "Invalid token")
    package static let expired = Self("Expired", 403, "Token has expired")
    package static let updatingMovie = Self("UpdatingMovie", 403, "Updating movie added by other is forbidden")
    package static let deletingMovie = Self("DeletingMovie", 403, "Deleting movie added by other is forbidden")
    package static let wrongPassword = Self("WrongPassword", 403, "The current password is wrong")
    package static let accountDisabled = Self("AccountDisabled", 403, "The account has been disabled")
    package static let emailNotVerified = Self(
        "EmailNotVerified", 403,
        "The email address has not been confirmed: open the link in the mail, or ask for another")
    package static let signUpClosed = Self("SignUpClosed", 403, "Signing up is not possible here")
    package static let invitationRequired = Self(
        "InvitationRequired", 403, "Signing up here takes an invitation")
    package static let badInvitation = Self(
        "BadInvitation", 403, "The invitation is not valid, was used already, or is for another address")
    package static let administratorsOnly = Self("AdministratorsOnly", 403, "Only administrators may do this")
    package static let lastAdministrator = Self(
        "LastAdministrator", 409, "The site would have no administrator any more")
    package static let tokenScope = Self("TokenScope", 403, "The API token does not allow this")
    package static let internalServer = Self("InternalServer", 500, "Something went wrong")

    // Beyond the original.
    package static let missingToken = Self(
        "MissingToken", 401, "Missing access token", [.init("WWW-Authenticate", "Bearer")])
    package static let badAccessToken = Self(
        "BadAccessToken", 401, "Invalid access token", [.init("WWW-Authenticate", "Bearer error=\"invalid_token\"")])
    package static let weakPassword = Self("WeakPassword", 400, "Password is too easy to guess")
    package static let notFound = Self("NotFound", 404, "No such resource")
    package static func methodNotAllowed(_ allowed: String) -> Self {
        Self("MethodNotAllowed", 405, "Method not allowed", [.init("Allow", allowed)])
    }
    package static let preconditionFailed = Self(
        "PreconditionFailed", 412, "Movie has been changed since it was read")
    package static let bodyTooLarge = Self("BodyTooLarge", 413, "Request body is too large")
    package static let unsupportedMediaType = Self("UnsupportedMediaType", 415, "Expected a JSON body")
    package static let unsupportedCoding = Self(
        "UnsupportedMediaType", 415, "Expected a JSON body", [.init("Accept-Encoding", "identity")])
    package static let idempotencyKeyReused = Self(
        "IdempotencyKeyReused", 422, "Idempotency-Key was used for another request")
    package static func tooManyRequests(retryAfter seconds: Int64) -> Self {
        Self("TooManyRequests", 429, "Too many requests", [.init("Retry-After", "\(seconds)")])
    }
    package static let busy = Self(
        "Busy", 503, "Temporarily overloaded, try again", [.init("Retry-After", "1")])

    // Without Retry-After: whether to try again is for the client to find out.
    package static let unconfirmed = Self(
        "Unconfirmed", 503, "The change may have been made: look before you try again")

    private init(_ name: String, _ status: Int, _ message: String, _ fields: [Response.Field] = []) {
        self.name = name
        self.status = status
        self.message = message
        self.fields = fields
    }
}

extension PublishedError {
    /// Finds the row for an error; `detail` says which part of the request was wrong and why. An error without
    /// a row is a fault of ours.
    package static func row(for error: any Error) -> (row: PublishedError, detail: String?) {
        switch error {
        case let error as RequestError: row(for: error)
        case let error as InvalidValue: (.schemaValidation, error.description)
        case let error as WeakPassword: (.weakPassword, "password: \(error.rule)")
        case let error as AccountError: (row(for: error), detail(of: error))
        case let error as SignUpError: (row(for: error), nil)
        case let error as AuthorityError: (row(for: error), nil)
        case let refused as AccessRefused: row(for: refused.error)
        case is NoSuchThing: (.notFound, nil)
        case let error as MovieError: (row(for: error), detail(of: error))
        case let repeated as RepeatedRefusal: (row(for: repeated), detail(of: repeated.reason))
        case is IdempotencyKeyReused: (.idempotencyKeyReused, nil)
        case let error as TokenError: (row(for: error), nil)
        case let error as BearerError: (row(for: error), nil)
        case let error as LimitReached: (.tooManyRequests(retryAfter: error.retryAfter), nil)
        case is Overloaded, is ThreadsExhausted, is HashLaneRequired, is ResponseMemoryExhausted, is StorageUnavailable,
            is SearchNotReady:
            (.busy, nil)
        case is OutcomeUnknown: (.unconfirmed, nil)
        default: (.internalServer, nil)
        }
    }

    private static func row(for error: RequestError) -> (PublishedError, String?) {
        switch error {
        case .notFound: (.notFound, nil)
        case .methodNotAllowed(let allowed): (.methodNotAllowed(allowed), nil)
        case .bodyTooLarge: (.bodyTooLarge, nil)
        case .unsupportedMediaType: (.unsupportedMediaType, nil)
        case .unsupportedCoding: (.unsupportedCoding, "body: its Content-Encoding must be identity")
        case .lengthMismatch: (.schemaValidation, "body: its length is not the Content-Length")
        case .malformedForm(let problem): (.schemaValidation, problem)
        }
    }

    private static func row(for error: AccountError) -> PublishedError {
        switch error {
        case .emailTaken: .emailAlreadyExists
        case .unknownEmail: .emailDoesNotExist
        case .wrongCredentials: .unauthorized
        case .disabled: .accountDisabled
        case .notVerified, .unprovedAdministrator: .emailNotVerified
        case .wrongPassword: .wrongPassword
        case .lastAdministrator: .lastAdministrator
        }
    }

    private static func detail(of error: AccountError) -> String? {
        guard error == .unprovedAdministrator else { return nil }
        return "role: the address of an administrator must have been proved, which a link for a new password does"
    }

    private static func row(for error: SignUpError) -> PublishedError {
        switch error {
        case .closed: .signUpClosed
        case .invitationRequired: .invitationRequired
        case .badInvitation: .badInvitation
        }
    }

    private static func row(for error: AuthorityError) -> PublishedError {
        switch error {
        case .administratorsOnly: .administratorsOnly
        case .tokenScope: .tokenScope
        }
    }

    private static func row(for error: MovieError) -> PublishedError {
        switch error {
        case .nameTaken, .imdbTaken: .movieAlreadyExists
        case .unknown: .movieNotExists
        case .revisionMismatch: .preconditionFailed
        case .changeForbidden: .updatingMovie
        case .removalForbidden: .deletingMovie
        }
    }

    private static func row(for repeated: RepeatedRefusal) -> PublishedError {
        var row = row(for: repeated.reason)
        row.fields.append(.replayed)
        return row
    }

    private static func detail(of error: MovieError) -> String? {
        switch error {
        case .nameTaken: "\(MovieField.name): another movie has it, and the same \(MovieField.year) or none either"
        case .imdbTaken: "\(MovieField.imdb): another movie has it"
        case .unknown, .revisionMismatch, .changeForbidden, .removalForbidden: nil
        }
    }

    private static func row(for error: TokenError) -> PublishedError {
        switch error {
        case .invalid: .badToken
        case .expired: .expired
        }
    }

    private static func row(for error: BearerError) -> PublishedError {
        switch error {
        case .missing: .missingToken
        case .expired, .invalid: .badAccessToken
        }
    }
}
