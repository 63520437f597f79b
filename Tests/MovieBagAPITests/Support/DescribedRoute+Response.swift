import JSON
import MovieBagAPI
import TestAPI
import Testing
import Web

extension DescribedRoute {
    /// Expects that the description says what the response does. Every test of the API goes through here, so an error, a status
    /// or a member that the description lacks is found by the test that brings it about.
    func expectDescribes(_ response: TestResponse, to call: Call, sourceLocation: SourceLocation) {
        guard call.method != "HEAD" else { return }
        // Only put together when something fails.
        var name: Comment { "\(description.name): \(response)" }
        switch response.status {
        case 200:
            guard case .json(let shape) = operation.reply else {
                if case .other(let type) = operation.reply {
                    #expect(
                        response["Content-Type"].first?.hasPrefix(type) == true, name, sourceLocation: sourceLocation)
                }
                return
            }
            let problem = (try? JSONValue(parsing: response.body)).map { shape.problem(with: $0) } ?? "is no JSON"
            #expect(problem == nil, name, sourceLocation: sourceLocation)
            let links = response["Link"].contains { $0.hasSuffix("rel=\"next\"") }
            #expect(!links || operation.traits.contains(.paged), name, sourceLocation: sourceLocation)
            #expect(
                response["ETag"].isEmpty || !operation.traits.isDisjoint(with: [.tagged, .representing]), name,
                sourceLocation: sourceLocation)
        case 302: #expect(operation.reply == .redirect, name, sourceLocation: sourceLocation)
        case 304: #expect(operation.traits.contains(.tagged), name, sourceLocation: sourceLocation)
        default:
            let error = try? response.member("error")
            #expect(
                errors.contains { $0.name == error && $0.status == response.status }, name,
                sourceLocation: sourceLocation)
        }
    }
}
