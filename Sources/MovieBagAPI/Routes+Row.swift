import Web

/// Tests: RoutesTests.swift
extension Routes {
    /// A route with its handler. Who may call it follows from the kind of handler, so neither can be forgotten.
    struct Row: Sendable {
        /// Takes the handler out of the routes of a thread.
        enum Handler: Sendable {
            case open(@Sendable (Routes) -> Router.Handler)
            case account(@Sendable (Routes) -> BearerAuthentication.Handler)
        }

        let description: RouteDescription
        let handler: Handler

        /// A route for anyone.
        static func open(
            _ method: Method, _ path: String, _ body: RouteDescription.Body = .none, _ limits: [RouteLimit] = [],
            _ handler: @escaping @Sendable (Routes) -> Router.Handler
        ) -> Row {
            Row(
                description: RouteDescription(method, path, by: .anyone, body: body, limits: limits),
                handler: .open(handler))
        }

        /// A route for accounts.
        static func account(
            _ method: Method, _ path: String, _ body: RouteDescription.Body = .none, _ limits: [RouteLimit] = [],
            _ handler: @escaping @Sendable (Routes) -> BearerAuthentication.Handler
        ) -> Row {
            Row(
                description: RouteDescription(method, path, by: .account, body: body, limits: limits),
                handler: .account(handler))
        }
    }
}

/// Tests: RoutesTests.swift
extension RouteLimit {
    package static let linksPerClient = RouteLimit("mails with a link per hour, for one client address")
    package static let linksPerHour = RouteLimit("mails with a link per hour, for all clients together")
    package static let moviesPerAccount = RouteLimit("movies that one account may have added")
    package static let bytesPerDay = RouteLimit("bytes of movies that one account may write per day")
}
