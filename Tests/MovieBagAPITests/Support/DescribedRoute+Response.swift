import JSON
import MovieBag
import MovieBagAPI
import Testing
import Web

extension DescribedRoute {
    /// All routes with the segments of their paths: to split each path for each response takes a debug build long.
    private static let patterns = Dictionary(
        uniqueKeysWithValues: Readers.allCases.map { readers in
            let patterns = Routes.described(for: readers).map { route in
                (segments: route.description.path.split(separator: "/", omittingEmptySubsequences: false), route: route)
            }
            return (readers, patterns)
        })

    /// The route that a call is for; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - prefix: what the site is mounted below.
    ///   - readers: who may read its collection.
    static func of(_ call: Call, mountedAt prefix: String, readBy readers: Readers) -> DescribedRoute? {
        let path = call.uri.prefix { $0 != "?" }
        guard path.hasPrefix(prefix), !path.contains("%") else { return nil }
        let segments = path.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
        let method = call.method == "HEAD" ? "GET" : call.method
        return patterns[readers]?.first { pattern, route in
            pattern.count == segments.count && route.description.method.name == method
                && zip(pattern, segments).allSatisfy { $0 == "{id}" ? !$1.isEmpty : $0 == $1 }
        }?.route
    }

    /// Expects that the description says what the response does. Every test of the API goes through here, so an error, a status
    /// or a member that the description lacks is found by the test that brings it about.
    func expectDescribes(_ response: TestResponse, to call: Call, sourceLocation: SourceLocation) {
        guard call.method != "HEAD" else { return }
        let name: Comment = "\(description.name): \(response)"
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
