import JSON
import Testing

/// A row of the published error table, written out by hand from the contract.
struct ExpectedError: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int
    let message: String
    /// The one header field that belongs to it, if any.
    let field: (name: String, value: String)?

    private init(_ name: String, _ status: Int, _ message: String, _ field: (name: String, value: String)? = nil) {
        self.name = name
        self.status = status
        self.message = message
        self.field = field
    }

    var testDescription: String { name }

    static let schemaValidation = Self("SchemaValidation", 400, "Request is missing required fields")
    static let emailAlreadyExists = Self("EmailAlreadyExists", 400, "User with given email address already exists")
    static let emailDoesNotExist = Self("EmailDoesNotExist", 400, "Couldn't find the user with given email address")
    static let movieAlreadyExists = Self("MovieAlreadyExists", 400, "Movie with given name already exists")
    static let movieNotExists = Self("MovieNotExists", 400, "Movie with given id doesn't exists")
    static let unauthorized = Self("Unauthorized", 401, "Invalid username or password")
    static let wrongPassword = Self("WrongPassword", 403, "The current password is wrong")
    static let accountDisabled = Self("AccountDisabled", 403, "The account has been disabled")
    static let emailNotVerified = Self(
        "EmailNotVerified", 403,
        "The email address has not been confirmed: open the link in the mail, or ask for another")
    static let administratorsOnly = Self("AdministratorsOnly", 403, "Only administrators may do this")
    static let lastAdministrator = Self("LastAdministrator", 409, "The site would have no administrator any more")
    static let tokenScope = Self("TokenScope", 403, "The API token does not allow this")
    static let badToken = Self("BadToken", 403, "Invalid token")
    static let expired = Self("Expired", 403, "Token has expired")
    static let updatingMovie = Self("UpdatingMovie", 403, "Updating movie added by other is forbidden")
    static let deletingMovie = Self("DeletingMovie", 403, "Deleting movie added by other is forbidden")
    static let signUpClosed = Self("SignUpClosed", 403, "Signing up is not possible here")
    static let invitationRequired = Self("InvitationRequired", 403, "Signing up here takes an invitation")
    static let badInvitation = Self(
        "BadInvitation", 403, "The invitation is not valid, was used already, or is for another address")
    static let internalServer = Self("InternalServer", 500, "Something went wrong")
    static let missingToken = Self("MissingToken", 401, "Missing access token", ("WWW-Authenticate", "Bearer"))
    static let badAccessToken = Self(
        "BadAccessToken", 401, "Invalid access token", ("WWW-Authenticate", "Bearer error=\"invalid_token\""))
    static let weakPassword = Self("WeakPassword", 400, "Password is too easy to guess")
    static let notFound = Self("NotFound", 404, "No such resource")
    static func methodNotAllowed(_ allowed: String) -> Self {
        Self("MethodNotAllowed", 405, "Method not allowed", ("Allow", allowed))
    }
    static let preconditionFailed = Self("PreconditionFailed", 412, "Movie has been changed since it was read")
    static let bodyTooLarge = Self("BodyTooLarge", 413, "Request body is too large")
    static let unsupportedMediaType = Self("UnsupportedMediaType", 415, "Expected a JSON body")
    static let idempotencyKeyReused = Self(
        "IdempotencyKeyReused", 422, "Idempotency-Key was used for another request")
    static let tooManyRequests = Self("TooManyRequests", 429, "Too many requests", ("Retry-After", "60"))
    static let busy = Self("Busy", 503, "Temporarily overloaded, try again", ("Retry-After", "1"))
    static let unconfirmed = Self("Unconfirmed", 503, "The change may have been made: look before you try again")
}

/// Expects that a response is exactly this error: status, members of the body, and header fields.
func expect(
    _ response: TestResponse, is error: ExpectedError, _ comment: @autoclosure () -> Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(response.status == error.status, comment() ?? "\(response)", sourceLocation: sourceLocation)
    let members = try response.json().members
    let names = members.map { String(decoding: $0.name, as: UTF8.self) }
    #expect(
        names == ["error", "message", "status"] || names == ["error", "message", "status", "detail"], comment(),
        sourceLocation: sourceLocation)
    #expect(
        members.prefix(3).map(\.value) == [
            .string(Array(error.name.utf8)), .string(Array(error.message.utf8)), .integer(Int64(error.status)),
        ], comment() ?? "\(response)", sourceLocation: sourceLocation)
    for name in ["WWW-Authenticate", "Allow", "Retry-After"] {
        let expected = error.field?.name == name ? error.field.map { [$0.value] } : nil
        #expect(response[name] == expected ?? [], comment(), sourceLocation: sourceLocation)
    }
}
