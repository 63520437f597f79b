import HTTPTypes
import Hummingbird

extension Request {
    /// The body, decoded by Foundation's `JSONDecoder`.
    func body<Body: Decodable>(as type: Body.Type, context: some RequestContext) async throws -> Body {
        do {
            return try await decode(as: type, context: context)
        } catch let error as HTTPError where error.status == .badRequest {
            throw Refusal.schemaValidation
        }
    }
}
