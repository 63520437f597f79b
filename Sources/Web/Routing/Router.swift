/// Finds the handler for a request, and is the single place where an error becomes an answer.
///
/// A router belongs to one worker thread, as the handlers in it do.
package struct Router {
    /// Answers one request; whatever it throws climbs to ``Router/respond(to:)``.
    package typealias Handler = (_ request: Request, _ parameter: PathParameter) throws -> Response
    /// Turns any error into an answer.
    package typealias ErrorAnswer = (_ error: any Error, _ request: Request) -> Response

    private let prefix: [UInt8]
    private let answerError: ErrorAnswer
    private var resources: [Resource] = []

    /// - Parameters:
    ///   - prefix: the path below which every route stands, "" for the root of the site; no slash at its end.
    ///   - answerError: makes the answer for an error that a handler threw or that the router found.
    package init(mountedAt prefix: String, answerError: @escaping ErrorAnswer) {
        self.prefix = Array(prefix.utf8)
        self.answerError = answerError
    }

    /// Adds a route. The last segment of `pattern` may be a parameter in braces: `/api/movies/{id}`.
    package mutating func on(_ method: Method, _ pattern: String, _ handler: @escaping Handler) {
        let path = PathPattern(pattern)
        let index = resources.firstIndex { $0.path == path } ?? resources.endIndex
        if index == resources.endIndex { resources.append(Resource(path: path)) }
        resources[index].handlers.append((method, handler))
    }

    /// Answers a request. Never throws: this is the single catch.
    package func respond(to request: Request) -> Response {
        // Without an exception there is always an answer.
        respond(to: request, unless: { _ in false })!
    }

    /// Answers a request, or gives `nil` when it ended in an error that `isNoAnswer` holds for: then it shall be made
    /// again later.
    package func respond(to request: Request, unless isNoAnswer: (any Error) -> Bool) -> Response? {
        do {
            return try dispatch(request)
        } catch {
            return isNoAnswer(error) ? nil : answerError(error, request)
        }
    }

    /// The checks that need no handler, in their published order: 404, 405, 413.
    private func dispatch(_ request: Request) throws -> Response {
        guard let local = localPath(of: request) else { throw RequestError.notFound }
        for resource in resources {
            guard let parameter = resource.path.match(local) else { continue }
            guard let handler = resource.handler(for: request.method) else {
                throw RequestError.methodNotAllowed(allowed: resource.allowed)
            }
            if request.method.takesBody && request.body == .tooLarge { throw RequestError.bodyTooLarge }
            return try handler(request, parameter)
        }
        throw RequestError.notFound
    }

    /// The path below the mount prefix; `nil` when it stands elsewhere.
    package func localPath(of request: Request) -> ArraySlice<UInt8>? {
        let path = request.target.path
        guard !prefix.isEmpty else { return path[...] }
        guard path.starts(with: prefix) else { return nil }
        return path.dropFirst(prefix.count)
    }

    /// The methods of one path.
    private struct Resource {
        let path: PathPattern
        var handlers: [(method: Method, handler: Handler)] = []

        func handler(for method: Method) -> Handler? {
            // HEAD works wherever GET does; whoever writes the answer leaves the body out.
            let wanted = method == .head ? .get : method
            return handlers.first { $0.method == wanted }?.handler
        }

        var allowed: String {
            handlers.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
                .compactMap(\.name).joined(separator: ", ")
        }
    }
}
