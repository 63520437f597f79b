import Memory

/// Finds the handler for a request, and is the single place where an error becomes a response.
///
/// A router belongs to one worker thread, as the handlers in it do.
package struct Router {
    /// Responds to one request; whatever it throws climbs to ``Router/respond(to:)``.
    package typealias Handler = (_ request: Request, _ parameter: PathParameter) throws -> Response
    /// Turns any error into a response.
    package typealias ErrorResponseMaker = (_ error: any Error, _ request: Request) -> Response

    private let prefix: [UInt8]
    private let crossOrigin: CrossOriginPolicy?
    private let errorResponse: ErrorResponseMaker
    private var resources: [Resource] = []

    /// - Parameters:
    ///   - prefix: the path below which every route stands, "" for the root of the site; no slash at its end.
    ///   - crossOrigin: which pages of other sites may read responses; `nil` for none.
    ///   - errorResponse: makes the response for an error that a handler threw or that the router found.
    package init(
        mountedAt prefix: String, crossOrigin: CrossOriginPolicy? = nil, errorResponse: @escaping ErrorResponseMaker
    ) {
        self.prefix = Array(prefix.utf8)
        self.crossOrigin = crossOrigin
        self.errorResponse = errorResponse
    }

    /// Adds a route. One segment of `pattern` may be a parameter in braces: `/api/movies/{id}`.
    ///
    /// - Parameters:
    ///   - bodyLimit: bytes; a larger body is refused.
    ///   - readsBody: whether the body is looked at; otherwise it may have any length.
    ///   - isPage: whether it is for no page of another site.
    package mutating func on(
        _ method: Method, _ pattern: String, bodyLimit: Int = .max, readsBody: Bool = true, isPage: Bool = false,
        _ handler: @escaping Handler
    ) {
        let path = PathPattern(pattern)
        let index = resources.firstIndex { $0.path == path } ?? resources.endIndex
        if index == resources.endIndex { resources.append(Resource(path: path, isPage: isPage)) }
        resources[index].routes.append(
            Route(
                method: method, bodyLimit: method == .get ? 0 : bodyLimit, readsBody: readsBody, handler: handler))
    }

    /// Adds a route by its description. Who may call it is for `handler` to check.
    package mutating func add(_ route: RouteDescription, _ handler: @escaping Handler) {
        on(
            route.method, route.path, bodyLimit: route.bodyLimit, readsBody: route.body != .none, isPage: route.isPage,
            handler)
    }

    /// Responds to a request. Never throws: this is the single catch.
    package func respond(to request: Request) -> Response {
        // Without an exception there is always a response.
        respond(to: request, unless: { _ in false })!
    }

    /// Responds to a request, or gives `nil` when it ended in an error that `isNoResponse` holds for: then it shall be made
    /// again later.
    package func respond(to request: Request, unless isNoResponse: (any Error) -> Bool) -> Response? {
        var response: Response
        do {
            response = try dispatch(request)
        } catch {
            guard !isNoResponse(error) else { return nil }
            response = errorResponse(error, request)
        }
        if let crossOrigin, !isForPage(request) { crossOrigin.mark(&response, to: request) }
        return response
    }

    private func isForPage(_ request: Request) -> Bool {
        guard let local = localPath(of: request) else { return false }
        return resources.contains { $0.isPage && $0.path.match(local) != nil }
    }

    /// The checks that need no handler, in their published order: 404, 405, 413.
    private func dispatch(_ request: Request) throws -> Response {
        guard let local = localPath(of: request) else { throw RequestError.notFound }
        for resource in resources {
            guard let parameter = resource.path.match(local) else { continue }
            guard let route = resource.route(for: request.method) else {
                if request.isPreflight, !resource.isPage,
                    let response = crossOrigin?.preflight(request, allowing: resource.allowed)
                {
                    return response
                }
                throw RequestError.methodNotAllowed(allowed: resource.allowed)
            }
            if request.method.takesBody && route.readsBody && !request.body.fits(route.bodyLimit) {
                throw RequestError.bodyTooLarge
            }
            return try route.handler(request, parameter)
        }
        throw RequestError.notFound
    }

    /// The most bytes of a request's body that its response can depend on: the limit of its route, and 0 where no route
    /// would look at it. More of it need not be kept.
    package func bodyLimit(of request: Request) -> Int {
        guard let local = localPath(of: request), let resource = resources.first(where: { $0.path.match(local) != nil })
        else { return 0 }
        return resource.route(for: request.method)?.bodyLimit ?? 0
    }

    /// The path below the mount prefix; `nil` when it stands elsewhere.
    package func localPath(of request: Request) -> ArraySlice<UInt8>? {
        let path = request.target.path
        guard !prefix.isEmpty else { return path[...] }
        guard path.starts(with: prefix) else { return nil }
        return path.dropFirst(prefix.count)
    }

    /// One method of one path.
    private struct Route {
        let method: Method
        let bodyLimit: Int
        let readsBody: Bool
        let handler: Handler
    }

    /// The methods of one path.
    private struct Resource {
        let path: PathPattern
        let isPage: Bool
        var routes: [Route] = []

        func route(for method: Method) -> Route? {
            // HEAD works wherever GET does; the code that writes the response leaves the body out.
            let wanted = method == .head ? .get : method
            return routes.first { $0.method == wanted }
        }

        var allowed: String {
            routes.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
                .compactMap(\.name).joined(separator: ", ")
        }
    }
}
