import JSON

extension JSONValue {
    var members: [(name: String, value: JSONValue)]? {
        guard case .object(let object) = self else { return nil }
        return object.members.map { (String(decoding: $0.name, as: UTF8.self), $0.value) }
    }

    var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    var text: String? {
        if case .string(let text) = self { String(decoding: text, as: UTF8.self) } else { nil }
    }

    var number: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    subscript(_ name: String) -> JSONValue? {
        members?.first { $0.name == name }?.value
    }

    /// The value of every `$ref` in it.
    var references: [String] {
        (elements ?? []).flatMap(\.references)
            + (members ?? []).flatMap { name, value in
                name == "$ref" ? [value.text].compactMap(\.self) : value.references
            }
    }
}
