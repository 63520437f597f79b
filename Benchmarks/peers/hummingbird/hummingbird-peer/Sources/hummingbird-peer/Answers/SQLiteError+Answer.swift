import HTTPTypes
import Hummingbird
import Logging

/// What SQLite says goes to the log, not to the client.
extension SQLiteError: HTTPResponseError {
    var status: HTTPResponse.Status { .internalServerError }

    func response(from request: Request, context: some RequestContext) -> Response {
        context.logger.error("SQLite error \(code): \(message)")
        return Refusal.internalServer.response(from: request, context: context)
    }
}
