/// Tests: OpenAPIDocumentTests.swift
extension Shape {
    /// The schema of the shape.
    ///
    /// - Parameters:
    ///   - pageSize: movies on a page of the site.
    ///   - isClosed: whether an object has no other members: one that is sent to the service. A response may have more in a
    ///     later version.
    func schema(pageSize: Int, isClosed: Bool) -> JSONTree {
        switch self {
        case .text(let lengths):
            .members([
                ("type", .text("string")), ("minLength", lengths.map { .integer($0.lowerBound) }),
                ("maxLength", lengths.map { .integer($0.upperBound) }),
            ])
        case .formatted(let form): .members([("type", .text("string")), ("format", .text(form))])
        case .matching(let pattern): .members([("type", .text("string")), ("pattern", .text(pattern))])
        case .oneOf(let texts): .members([("type", .text("string")), ("enum", .texts(texts))])
        case .integer(let range):
            .members([
                ("type", .text("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", range.upperBound == .max ? nil : .integer(range.upperBound)),
            ])
        case .number(let range):
            .members([
                ("type", .text("number")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ])
        case .pageLimit: Shape.integer(1...pageSize).schema(pageSize: pageSize, isClosed: isClosed)
        case .boolean: .members([("type", .text("boolean"))])
        case .array(let element, let counts):
            .members([
                ("type", .text("array")), ("items", element.schema(pageSize: pageSize, isClosed: isClosed)),
                ("minItems", counts.map { .integer($0.lowerBound) }),
                ("maxItems", counts.map { .integer($0.upperBound) }),
            ])
        case .object(let members): Shape.object(members, pageSize: pageSize, isClosed: isClosed)
        case .either(let shapes):
            .members([("anyOf", .array(shapes.map { $0.schema(pageSize: pageSize, isClosed: isClosed) }))])
        case .nullable(let shape):
            .members([
                (
                    "anyOf",
                    .array([
                        shape.schema(pageSize: pageSize, isClosed: isClosed), .members([("type", .text("null"))]),
                    ])
                )
            ])
        case .component(let component): .members([("$ref", .text("#/components/schemas/\(component.rawValue)"))])
        }
    }

    /// The schema of an object.
    ///
    /// - Parameter least: how many members it must have.
    static func object(_ members: [Member], pageSize: Int, isClosed: Bool, least: Int? = nil) -> JSONTree {
        let required = members.filter(\.isRequired).map(\.name)
        let properties = members.map { member in
            (member.name, member.described(pageSize: pageSize, isClosed: isClosed))
        }
        return .members([
            ("type", .text("object")), ("required", required.isEmpty ? nil : .texts(required)),
            ("properties", .object(properties)), ("minProperties", least.map(JSONTree.integer)),
            ("additionalProperties", isClosed ? .boolean(false) : nil),
        ])
    }
}

extension Member {
    /// The schema of its value, with its note.
    func described(pageSize: Int, isClosed: Bool) -> JSONTree {
        let schema = shape.schema(pageSize: pageSize, isClosed: isClosed)
        guard let note, case .object(let members) = schema else { return schema }
        return .object(members + [("description", .text(note))])
    }
}
