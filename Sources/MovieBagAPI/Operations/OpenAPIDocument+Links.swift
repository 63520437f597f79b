import Web

/// Where the ids of a response lead: OpenAPI calls such a place a link.
///
/// Tests: OpenAPIDocumentTests.swift
extension OpenAPIDocument {
    /// The operations that take an id out of the response of a route, by their names; `nil` where there are none.
    func links(from route: DescribedRoute) -> JSONTree? {
        guard case .json(let shape) = route.operation.reply else { return nil }
        var links: [(name: String, value: JSONTree)] = []
        func add(_ pointer: String?, below path: String) {
            guard let pointer else { return }
            // Only what was removed is brought back.
            for target in routes
            where target.description.path.hasPrefix(path + "/{id}") && !target.description.path.hasSuffix("/restore") {
                links.append((target.anchor, Self.link(to: target, pointer)))
            }
        }
        if !route.description.path.contains("{id}") {
            add(shape.pointer(to: ["_id", "id"]), below: route.description.path)
        }
        add(shape.pointer(to: ["added_by"]), below: "/api/people")
        if route.operation.reply == .json(.array(of: .component(.removedMovie))),
            let movie = shape.pointer(to: ["movie"])
        {
            for target in routes where target.description.path.hasSuffix("/restore") {
                links.append((target.anchor, Self.link(to: target, movie + "/_id/$oid")))
            }
        }
        return links.isEmpty ? nil : .object(links)
    }

    private static func link(to target: DescribedRoute, _ pointer: String) -> JSONTree {
        .members([
            ("operationId", .text(target.anchor)),
            ("parameters", .members([("id", .text("$response.body#\(pointer)"))])),
        ])
    }
}

extension Shape {
    /// Where an id stands in a value of this shape, as a JSON pointer (RFC 6901): in a list, that of the first item; `nil` when
    /// there is no member with one of these names.
    fileprivate func pointer(to names: [String]) -> String? {
        switch self {
        case .component(let component): component.shape.pointer(to: names)
        case .either(let shapes): shapes[0].pointer(to: names)
        case .array(let element, _): element.pointer(to: names).map { "/0" + $0 }
        case .object(let members):
            members.first { names.contains($0.name) }.map { member in
                "/\(member.name)" + (member.shape == .component(.objectID) ? "/$oid" : "")
            }
        case .text, .formatted, .matching, .oneOf, .integer, .number, .pageLimit, .boolean, .nullable: nil
        }
    }
}
