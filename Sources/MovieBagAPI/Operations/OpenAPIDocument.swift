import MovieBag
import Web

/// The description of the API as OpenAPI 3.1.1, made from the routes.
struct OpenAPIDocument {
    let site: PublicURL
    /// Movies on a page.
    let pageSize: Int
    let routes: [DescribedRoute]

    var json: [UInt8] { tree.bytes }

    private var tree: JSONTree {
        .members([
            ("openapi", .text("3.1.1")), ("info", info),
            ("servers", .array([.members([("url", .text(site.description))])])),
            ("tags", .array(Section.allCases.map { .members([("name", .text($0.rawValue))]) })),
            ("paths", .object(paths)),
            (
                "components",
                .members([
                    ("schemas", .object(schemas)), ("responses", .object(errorResponses)), ("headers", headers),
                    ("securitySchemes", security),
                ])
            ),
            (
                "externalDocs",
                .members([
                    ("description", .text("The same as a page, with examples")), ("url", .text("\(site)/api")),
                ])
            ),
        ])
    }

    private var info: JSONTree {
        .members([
            ("title", .text("Movie-bag")), ("summary", .text("A shared movie collection")),
            (
                "description",
                .text(
                    "Bodies are JSON in UTF-8 with exactly the members of their operation. An error is JSON, or a problem "
                        + "(RFC 9457) for a client that names application/problem+json in Accept with a larger weight.")
            ),
            ("version", .text(ProgramVersion.text)),
        ])
    }

    /// The operations by path, each path once.
    private var paths: [(name: String, value: JSONTree)] {
        var names: [String] = []
        for route in routes where !names.contains(route.description.path) { names.append(route.description.path) }
        return names.map { path in
            let found = routes.filter { $0.description.path == path }
            return (path, .object(found.map { ($0.description.method.name?.lowercased() ?? "", operation($0)) }))
        }
    }

    private func operation(_ route: DescribedRoute) -> JSONTree {
        .members([
            ("operationId", .text(route.anchor)), ("summary", .text(route.operation.summary)),
            ("tags", .texts([Section(of: route.description.path).rawValue])),
            ("description", limits(route.description.limits)),
            (
                "security",
                .array(
                    route.description.caller == .anyone
                        ? [] : [.members([(route.description.caller == .account ? "bearer" : "session", .array([]))])])
            ),
            ("parameters", parameters(of: route)), ("requestBody", body(of: route)),
            ("responses", .object(responses(of: route))),
        ])
    }

    private func limits(_ limits: [RouteLimit]) -> JSONTree? {
        limits.isEmpty ? nil : .text("Limits (429): \(limits.map(\.name).joined(separator: "; ")).")
    }

    private func parameters(of route: DescribedRoute) -> JSONTree? {
        let (path, operation) = (route.description.path, route.operation)
        var parameters = operation.query.map { parameter($0.name, in: "query", $0) }
        if path.contains("{id}") {
            let id = Member.required("id", .id, example: Shape.id.example)
            parameters.insert(parameter("id", in: "path", id), at: 0)
        }
        let tags = Member.optional("", .text(), "Entity tags, or *")
        if !operation.traits.isDisjoint(with: [.tagged, .conditional]) {
            parameters.append(parameter("If-None-Match", in: "header", tags))
        }
        if operation.traits.contains(.conditional) { parameters.append(parameter("If-Match", in: "header", tags)) }
        if operation.traits.contains(.representing) {
            parameters.append(
                preference("return=representation", "With return=representation the response shows the movie"))
        }
        if operation.traits.contains(.idempotent) {
            let key = Member.optional(
                "", .matching("^[!-~]{0,255}$"),
                "The same request with the same key is done once within 24 hours; an empty one is none",
                example: "\"8e03978e-40d5-43dd\"")
            parameters.append(parameter(IdempotencyKey.field, in: "header", key))
        }
        if operation.traits.contains(.counted) {
            parameters.append(preference("count=exact", "With count=exact the response says how many there are"))
        }
        return parameters.isEmpty ? nil : .array(parameters)
    }

    /// The field `Prefer`. It takes any text, as preferences that are not known are passed over (RFC 7240, section 2).
    private func preference(_ preference: String, _ note: String) -> JSONTree {
        parameter("Prefer", in: "header", .optional("", .text(), note, example: "\"\(preference)\""))
    }

    private func parameter(_ name: String, in place: String, _ member: Member) -> JSONTree {
        .members([
            ("name", .text(name)), ("in", .text(place)), ("required", .boolean(member.isRequired)),
            ("description", member.note.map(JSONTree.text)),
            ("schema", member.shape.schema(pageSize: pageSize, isClosed: true)),
            ("example", member.hasOwnExample ? .json(member.example) : nil),
        ])
    }

    private func body(of route: DescribedRoute) -> JSONTree? {
        guard route.description.body != .none else { return nil }
        let operation = route.operation
        let schema = Shape.object(
            operation.body, pageSize: pageSize, isClosed: true, least: operation.needsMember ? 1 : nil)
        return .members([
            ("required", .boolean(true)),
            (
                "content",
                .object(
                    operation.bodyTypes.map {
                        ($0, .members([("schema", schema), ("example", .json(operation.exampleOfBody))]))
                    })
            ),
        ])
    }
}
