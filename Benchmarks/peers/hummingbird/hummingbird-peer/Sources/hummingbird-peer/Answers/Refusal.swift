import HTTPTypes
import Hummingbird

/// Why a request is not done.
enum Refusal: String, HTTPResponseError {
    case schemaValidation = "SchemaValidation"
    case movieAlreadyExists = "MovieAlreadyExists"
    case movieNotExists = "MovieNotExists"
    case unauthorized = "Unauthorized"
    case badAccessToken = "BadAccessToken"
    case notFound = "NotFound"
    case internalServer = "InternalServer"

    var status: HTTPResponse.Status {
        switch self {
        case .schemaValidation, .movieAlreadyExists, .movieNotExists: .badRequest
        case .unauthorized, .badAccessToken: .unauthorized
        case .notFound: .notFound
        case .internalServer: .internalServerError
        }
    }

    private var message: String {
        switch self {
        case .schemaValidation: "Request is missing required fields"
        case .movieAlreadyExists: "Movie with given name already exists"
        case .movieNotExists: "Movie with given id doesn't exists"
        case .unauthorized: "Invalid username or password"
        case .badAccessToken: "Invalid access token"
        case .notFound: "No such resource"
        case .internalServer: "Something went wrong"
        }
    }

    func response(from request: Request, context: some RequestContext) -> Response {
        let body = #"{"error":"\#(rawValue)","message":"\#(message)","status":\#(status.code)}"#
        return Response(status, json: ByteBuffer(string: body))
    }
}
