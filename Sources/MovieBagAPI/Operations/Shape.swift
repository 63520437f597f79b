import MovieBag

/// What a value in JSON may be, as far as JSON Schema can say it (draft 2020-12). The length of a text is counted in Unicode
/// scalars.
///
/// Tests: OpenAPIDocumentTests.swift
package indirect enum Shape: Sendable, Equatable {
    case text(ClosedRange<Int>? = nil)
    /// A text of a form that JSON Schema has a name for, such as `date-time`.
    case formatted(String)
    /// A text that a regular expression matches.
    case matching(String)
    case oneOf([String])
    case integer(ClosedRange<Int>)
    /// A number that may have a fraction.
    case number(ClosedRange<Int>)
    /// From 1 to the movies that the site has on a page.
    case pageLimit
    case boolean
    case array(of: Shape, ClosedRange<Int>? = nil)
    case object([Member])
    case nullable(Shape)
    /// One of several, of which the first is the usual one.
    case either([Shape])
    case component(Component)

    /// An identifier in a path or a query.
    static let id = Shape.matching("^[0-9a-f]{24}$")
    static let email = Shape.formatted("email")
    /// 8 to 1,024 bytes, of which a character has up to 4.
    static let newPassword = Shape.text(2...1_024)
    static let time = Shape.formatted("date-time")
    /// The response of a change that has nothing to say.
    static let emptyText = Shape.oneOf([""])
    /// The response of what says only that it was done.
    static let message = Shape.object([.required("message", .text())])
}

/// A member of an object, or a parameter of a query.
///
/// Tests: OpenAPIDocumentTests.swift
package struct Member: Sendable, Equatable {
    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    /// A sentence without a full stop; `nil` where the name says all.
    let note: String?
    /// A good value, as JSON; `nil` where the shape has one.
    private let given: String?

    private init(_ name: String, _ shape: Shape, _ note: String?, _ example: String?, isRequired: Bool) {
        self.name = name
        self.shape = shape
        self.isRequired = isRequired
        self.note = note
        given = example
    }

    /// One that must be there.
    static func required(_ name: String, _ shape: Shape, _ note: String? = nil, example: String? = nil) -> Member {
        Member(name, shape, note, example, isRequired: true)
    }

    /// One that may be missing.
    static func optional(_ name: String, _ shape: Shape, _ note: String? = nil, example: String? = nil) -> Member {
        Member(name, shape, note, example, isRequired: false)
    }

    /// The same where it may be missing.
    var optional: Member { Member(name, shape, note, given, isRequired: false) }

    /// The same without bounds, as something may have been stored before they were drawn.
    var asStored: Member { Member(name, shape.unbounded, note, given, isRequired: isRequired) }

    /// Whether its example says more than its shape.
    package var hasOwnExample: Bool { given != nil }

    /// A good value, as JSON.
    package var example: String { given ?? shape.example }
}

extension Shape {
    /// The shape without the bounds of texts and arrays.
    fileprivate var unbounded: Shape {
        if case .text = self { return .text() }
        if case .array(let element, _) = self { return .array(of: element.unbounded) }
        return self
    }

    /// A value of this shape, as JSON.
    var example: String {
        switch self {
        case .text(let lengths): (lengths?.lowerBound ?? 0) > 1 ? "\"correct horse\"" : "\"text\""
        case .formatted(let form): form == "email" ? "\"ann@example.org\"" : "\"2026-11-28T09:30:00Z\""
        case .matching: "\"6b0becd0f27eed8dc027e053\""
        case .oneOf(let texts): "\"\(texts.first ?? "")\""
        case .integer(let range), .number(let range): "\(range.lowerBound)"
        case .pageLimit: "50"
        case .boolean: "true"
        case .array(let element, _): "[\(element.example)]"
        case .object(let members):
            "{\(members.filter(\.isRequired).map { "\"\($0.name)\":\($0.example)" }.joined(separator: ","))}"
        case .nullable(let shape): shape.example
        case .either(let shapes): shapes[0].example
        case .component(let component): component.shape.example
        }
    }
}
