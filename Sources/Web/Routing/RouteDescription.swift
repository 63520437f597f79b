/// A route and what it needs of a request, as data: the router goes by it, tests walk through all of them, and documents
/// are compared with it.
///
/// Tests: RoutesTests.swift, RouterTests.swift
package struct RouteDescription: Sendable, Equatable {
    /// Who may call a route.
    package enum Caller: Sendable, Equatable {
        case anyone
        /// An account, which the request shows by the access token of a session, or by an API token: one that may only read
        /// is enough for GET.
        case account
        /// An account, by the access token of a session.
        case session
        /// An administrator, by the access token of a session.
        case administrator
    }

    /// What a route reads of a body, and the most bytes that it may have; `.max` for as many as the server takes.
    package enum Body: Sendable, Equatable {
        /// It is not read.
        case none
        case json(atMost: Int)
        case form(atMost: Int)
    }

    package let method: Method
    /// Below the mount prefix. One segment may be a parameter in braces: `/api/movies/{id}`.
    package let path: String
    package let caller: Caller
    package let body: Body
    /// The limits by which it may refuse a request with 429.
    package let limits: [RouteLimit]
    /// Whether it is for people, in a browser, and for no page of another site.
    package let isPage: Bool

    package init(
        _ method: Method, _ path: String, by caller: Caller = .anyone, body: Body = .none, limits: [RouteLimit] = [],
        isPage: Bool = false
    ) {
        self.method = method
        self.path = path
        self.caller = caller
        self.body = body
        self.limits = limits
        self.isPage = isPage
    }

    /// The method and the path as documents have them: `GET /api/movies/{id}`.
    package var name: String { "\(method.name ?? "") \(path)" }

    /// A body with more bytes is refused with 413. One that is not read may have any number: only whether it is as long as
    /// it was declared may matter.
    var bodyLimit: Int {
        switch body {
        case .none: .max
        case .json(let most), .form(let most): most
        }
    }
}

/// A limit by which a route may refuse a request with 429, by its name in the documents.
///
/// Tests: RoutesTests.swift
package struct RouteLimit: Sendable, Hashable {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }
}
