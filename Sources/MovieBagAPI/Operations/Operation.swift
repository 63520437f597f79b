import Web

/// What a route does, as data that the description of the API is made from. Every route has one.
///
/// Tests: OpenAPIDocumentTests.swift
package struct Operation: Sendable {
    /// What a response says when all went well.
    package enum Reply: Sendable, Equatable {
        case json(Shape)
        /// Something that is not JSON, by its media type.
        case other(String)
        /// 302 to another place.
        case redirect
    }

    /// What it has in common with others.
    package enum Trait: Sendable {
        /// Its response has a tag, and `If-None-Match` is answered.
        case tagged
        /// `If-Match` is answered, and of a change `If-None-Match` too.
        case conditional
        /// Its response has the tag of what it made or changed, and shows that if `Prefer` asks for it (RFC 7240).
        case representing
        /// It takes an `Idempotency-Key`.
        case idempotent
        /// Its response may have a link to the next page.
        case paged
        /// Its response says how many there are in all if `Prefer` asks for it.
        case counted
    }

    /// A sentence without a full stop.
    package let summary: String
    /// The parameters of its query.
    package let query: [Member]
    /// The members of the object in its body.
    package let body: [Member]
    /// The media types that its body may have.
    let bodyTypes: [String]
    /// Whether a body without any member is refused though each may be missing.
    let needsMember: Bool
    package let reply: Reply
    package let traits: Set<Trait>
    /// The errors of its own; those that follow from what a route needs come besides.
    let errors: [PublishedError]

    init(
        _ summary: String, query: [Member] = [], body: [Member] = [], bodyTypes: [String] = ["application/json"],
        needsMember: Bool = false, returns reply: Reply, _ traits: Set<Trait> = [], errors: [PublishedError] = []
    ) {
        self.summary = summary
        self.query = query
        self.body = body
        self.bodyTypes = bodyTypes
        self.needsMember = needsMember
        self.reply = reply
        self.traits = traits
        self.errors = errors
    }

    /// A good body: the members that must be there. Where each may be missing, the first that has an example for its own.
    package var exampleOfBody: String {
        var members = body.filter(\.isRequired)
        if members.isEmpty { members = body.first { $0.hasOwnExample }.map { [$0] } ?? [] }
        if members.isEmpty, needsMember { members = Array(body.prefix(1)) }
        return "{\(members.map { "\"\($0.name)\":\($0.example)" }.joined(separator: ","))}"
    }

    /// Whether it is a page for people.
    var isPage: Bool { reply == .other("text/html") }

    /// The same for an operation that returns JSON.
    init(
        _ summary: String, query: [Member] = [], body: [Member] = [], bodyTypes: [String] = ["application/json"],
        needsMember: Bool = false, returns shape: Shape, _ traits: Set<Trait> = [], errors: [PublishedError] = []
    ) {
        self.init(
            summary, query: query, body: body, bodyTypes: bodyTypes, needsMember: needsMember, returns: .json(shape),
            traits, errors: errors)
    }
}

/// A route with what it does.
///
/// Tests: OpenAPIDocumentTests.swift
package struct DescribedRoute: Sendable {
    package let description: RouteDescription
    package let operation: Operation

    /// `post-auth-login`: the name of the operation in OpenAPI, and of its place on the page.
    package var anchor: String {
        let words = description.path.split(separator: "/").filter { $0 != "api" }
            .map { $0.filter { $0 != "{" && $0 != "}" && $0 != "." } }
        return ([description.method.name?.lowercased() ?? ""] + words).joined(separator: "-")
    }

    /// Every error that it may have, those first that are its own. Besides there are 404 and 405 where there is no route.
    package var errors: [PublishedError] {
        var errors = operation.errors
        let changes = description.method != .get
        switch description.caller {
        case .anyone: break
        case .account: errors += [.missingToken, .badAccessToken] + (changes ? [.tokenScope] : [])
        case .session: errors += [.missingToken, .badAccessToken, .tokenScope]
        case .administrator: errors += [.missingToken, .badAccessToken, .tokenScope, .administratorsOnly]
        }
        if changes || !operation.query.isEmpty { errors.append(.schemaValidation) }
        if description.body != .none { errors += [.bodyTooLarge, .unsupportedMediaType] }
        if !description.limits.isEmpty { errors.append(.tooManyRequests(retryAfter: 60)) }
        if operation.traits.contains(.conditional) { errors.append(.preconditionFailed) }
        if operation.traits.contains(.idempotent) { errors.append(.idempotencyKeyReused) }
        errors += [.internalServer, .busy] + (changes ? [.unconfirmed] : [])
        var names: Set<String> = []
        return errors.filter { names.insert($0.name).inserted }
    }
}
