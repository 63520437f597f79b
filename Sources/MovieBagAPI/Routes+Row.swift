import MovieBag
import Web

/// Tests: RoutesTests.swift
extension Routes {
    /// A route with what it does and its handler. Who may call it follows from the kind of handler, so neither can be
    /// forgotten.
    struct Row: Sendable {
        /// Takes the handler out of the routes of a thread.
        enum Handler: Sendable {
            case open(@Sendable (Routes) -> Router.Handler)
            case reader(@Sendable (Routes) -> Router.Handler)
            case bearer(@Sendable (Routes) -> BearerAuthentication.Handler)
        }

        private let route: DescribedRoute
        let handler: Handler

        /// The route of a site that they may read.
        func route(for readers: Readers) -> DescribedRoute {
            guard case (.reader, .accounts) = (handler, readers) else { return route }
            let open = route.description
            return DescribedRoute(
                description: RouteDescription(open.method, open.path, by: .account), operation: route.operation)
        }

        /// A route for anyone.
        static func open(
            _ method: Method, _ path: String, _ operation: Operation, _ body: RouteDescription.Body = .none,
            _ limits: [RouteLimit] = [],
            _ handler: @escaping @Sendable (Routes) -> Router.Handler
        ) -> Row {
            Row(
                route: DescribedRoute(
                    description: RouteDescription(
                        method, path, by: .anyone, body: body, limits: limits, isPage: operation.isPage),
                    operation: operation),
                handler: .open(handler))
        }

        /// A route that shows the collection, for those who may read it: anyone, or accounts.
        static func reader(
            _ method: Method, _ path: String, _ operation: Operation,
            _ handler: @escaping @Sendable (Routes) -> Router.Handler
        ) -> Row {
            Row(
                route: DescribedRoute(description: RouteDescription(method, path), operation: operation),
                handler: .reader(handler))
        }

        /// A route for accounts, by a session or an API token.
        static func account(
            _ method: Method, _ path: String, _ operation: Operation, _ body: RouteDescription.Body = .none,
            _ limits: [RouteLimit] = [],
            _ handler: @escaping @Sendable (Routes) -> BearerAuthentication.Handler
        ) -> Row {
            bearer(.account, method, path, operation, body, limits, handler)
        }

        /// A route for accounts, by a session.
        static func session(
            _ method: Method, _ path: String, _ operation: Operation, _ body: RouteDescription.Body = .none,
            _ limits: [RouteLimit] = [],
            _ handler: @escaping @Sendable (Routes) -> BearerAuthentication.Handler
        ) -> Row {
            bearer(.session, method, path, operation, body, limits, handler)
        }

        /// A route for administrators.
        static func administrator(
            _ method: Method, _ path: String, _ operation: Operation, _ body: RouteDescription.Body = .none,
            _ limits: [RouteLimit] = [],
            _ handler: @escaping @Sendable (Routes) -> BearerAuthentication.Handler
        ) -> Row {
            bearer(.administrator, method, path, operation, body, limits, handler)
        }

        private static func bearer(
            _ caller: RouteDescription.Caller, _ method: Method, _ path: String, _ operation: Operation,
            _ body: RouteDescription.Body, _ limits: [RouteLimit],
            _ handler: @escaping @Sendable (Routes) -> BearerAuthentication.Handler
        ) -> Row {
            Row(
                route: DescribedRoute(
                    description: RouteDescription(method, path, by: caller, body: body, limits: limits),
                    operation: operation),
                handler: .bearer(handler))
        }
    }
}

/// Tests: RoutesTests.swift
extension RouteLimit {
    package static let linksPerClient = RouteLimit("mails with a link per hour, for one client address")
    package static let linksPerHour = RouteLimit("mails with a link per hour, for all clients together")
    package static let guessesPerAccountAndClient = RouteLimit("wrong passwords of one client at one account")
    package static let guessesPerAccount = RouteLimit("wrong passwords at one account of unknown clients, per hour")
    package static let guessesPerClient = RouteLimit("wrong passwords of one client at all accounts")
    package static let noticesPerAddress = RouteLimit("changes of the password and deletions per hour, of one address")
    package static let moviesPerAccount = RouteLimit("movies that one account may have added")
    package static let bytesPerDay = RouteLimit("bytes of movies and marks that one account may write per day")
}
