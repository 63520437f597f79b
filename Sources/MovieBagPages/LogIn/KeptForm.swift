import Web

/// What was typed into a form that could not be taken, so that nothing is lost: the log-in page carries it along when the session
/// was over, and the page about an overload offers to send it again.
///
/// Tests: KeptFormTests.swift
struct KeptForm {
    private static let prefix = Array("kept-".utf8)
    /// A password is typed again, and a token of a form is a new one.
    private static let left: [StaticString] = passwords + ["form_token"]
    private static let passwords: [StaticString] = ["password", "current_password"]

    let fields: [FormFields.Field]

    /// A button without fields, at a path that has no page to go on to: there has to be something to carry along, and a page that
    /// takes the form does not read it.
    static let button = KeptForm(fields: [.init(name: Array("button".utf8), value: Array("true".utf8))])

    private init(fields: [FormFields.Field]) {
        self.fields = fields
    }

    /// The fields of a form that could not be taken.
    init(of form: FormFields) {
        fields = form.fields.filter { field in !Self.left.contains { field.name.span.equals($0) } }
    }

    /// Whether a form has a field that is not kept, so that it cannot be sent again as it was.
    static func loses(_ form: FormFields) -> Bool {
        form.fields.contains { field in Self.passwords.contains { field.name.span.equals($0) } }
    }

    /// Those that the log-in page has carried along.
    init(carriedBy form: FormFields) {
        fields = form.fields.compactMap { field in
            guard field.name.starts(with: Self.prefix) else { return nil }
            return FormFields.Field(name: Array(field.name.dropFirst(Self.prefix.count)), value: field.value)
        }
    }

    /// For the list `kept` of a template.
    ///
    /// - Parameter isCarried: whether the names are those by which the log-in page carries the fields along.
    func list(isCarried: Bool) -> [PageValues] {
        fields.map { field in
            var entry = PageValues()
            entry.set("kept_name", utf8: (isCarried ? Self.prefix : []) + field.name)
            entry.set("kept_value", utf8: field.value)
            return entry
        }
    }
}
