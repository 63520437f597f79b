import Web

/// Tests: OpenAPIDocumentTests.swift
extension OpenAPIDocument {
    func responses(of route: DescribedRoute) -> [(name: String, value: JSONTree)] {
        var responses = [success(of: route)]
        if route.operation.traits.contains(.tagged) {
            responses.append(
                (
                    "304",
                    .members([
                        ("description", .text("The client has this state already")), ("headers", headers(["ETag"])),
                    ])
                ))
        }
        return responses
            + Self.groups(route.errors).map { group in
                ("\(group[0].status)", .members([("$ref", .text("#/components/responses/\(Self.name(of: group))"))]))
            }
    }

    private func success(of route: DescribedRoute) -> (name: String, value: JSONTree) {
        let operation = route.operation
        var names: [String] = []
        if !operation.traits.isDisjoint(with: [.tagged, .representing]) { names.append("ETag") }
        if !operation.traits.isDisjoint(with: [.representing, .counted]) { names.append("Preference-Applied") }
        if operation.traits.contains(.counted) { names.append("X-Total-Count") }
        if operation.traits.contains(.idempotent) { names += ["Location", Response.Field.replayed.name] }
        if operation.traits.contains(.paged) { names.append("Link") }
        let content: JSONTree? =
            switch operation.reply {
            case .json(let shape):
                .members([
                    (
                        "application/json",
                        .members([("schema", shape.schema(pageSize: pageSize, isClosed: false))])
                    )
                ])
            case .other(let type):
                .members([
                    (
                        type,
                        .members([
                            ("schema", .members([("type", .text(type.hasSuffix("json") ? "object" : "string"))]))
                        ])
                    )
                ])
            case .redirect: nil
            }
        if content == nil { names.append("Location") }
        return (
            content == nil ? "302" : "200",
            .members([
                ("description", .text(content == nil ? "It is elsewhere" : "It is done")),
                ("headers", headers(names)), ("content", content), ("links", links(from: route)),
            ])
        )
    }

    /// A response for each set of errors with one status that an operation may have.
    var errorResponses: [(name: String, value: JSONTree)] {
        var responses: [(name: String, value: JSONTree)] = []
        for group in routes.flatMap({ Self.groups($0.errors) }) {
            let name = Self.name(of: group)
            guard !responses.contains(where: { $0.name == name }) else { continue }
            responses.append((name, response(to: group)))
        }
        return responses.sorted { $0.name < $1.name }
    }

    private func response(to group: [PublishedError]) -> JSONTree {
        func schema(_ component: Component) -> JSONTree {
            let names = JSONTree.members([("enum", .texts(group.map(\.name)))])
            return .members([
                (
                    "schema",
                    .members([
                        ("$ref", .text("#/components/schemas/\(component.rawValue)")),
                        ("properties", .members([("error", names)])),
                    ])
                )
            ])
        }
        return .members([
            ("description", .text(group.map { "\($0.name): \($0.message)" }.joined(separator: "; "))),
            ("headers", headers(group[0].fields.map(\.name))),
            (
                "content",
                .members([
                    ("application/json", schema(.error)), ("application/problem+json", schema(.problem)),
                ])
            ),
        ])
    }

    /// The errors with one status each, in the order of statuses.
    private static func groups(_ errors: [PublishedError]) -> [[PublishedError]] {
        Set(errors.map(\.status)).sorted().map { status in errors.filter { $0.status == status } }
    }

    private static func name(of group: [PublishedError]) -> String {
        group.map(\.name).sorted().joined(separator: "-")
    }

    var schemas: [(name: String, value: JSONTree)] {
        Component.allCases.map { ($0.rawValue, $0.shape.schema(pageSize: pageSize, isClosed: $0 == .objectID)) }
    }

    var security: JSONTree {
        func scheme(_ note: String) -> JSONTree {
            .members([
                ("type", .text("http")), ("scheme", .text("bearer")), ("description", .text(note)),
            ])
        }
        return .members([
            ("bearer", scheme("The token of a log-in, or an API token; one of scope read is good for GET alone")),
            ("session", scheme("The token of a log-in")),
        ])
    }
}
