import Hummingbird

/// Answers a path without a route in our own words.
struct NotFoundAnswer<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        throw Refusal.notFound
    }
}
