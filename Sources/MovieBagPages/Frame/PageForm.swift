import MovieBag
import Text
import Web

/// A form of a page: what it sends, and where the page shows what is wrong with it.
///
/// Tests: AccountFormTests.swift
struct PageForm: Sendable {
    /// One of its fields.
    struct Field: Sendable {
        let name: StaticString
        let place: FieldID
        /// The name of the text that labels it, of one that must be filled in.
        var label: String?
        /// The variable for what was typed into it; `nil` for a password, which is typed again.
        var kept: StaticString?
        /// The flags for what was chosen of it.
        var choices: [(value: String, flag: StaticString)] = []
    }

    /// What is wrong with a value, by the name that `InvalidValue` has for it.
    struct Rule: Sendable {
        let value: String
        /// The name of the text.
        let text: String
        /// The field to blame.
        let field: StaticString?
    }

    var fields: [Field] = []
    /// The flag that opens its panel in the page.
    var opener: StaticString?
    var rules: [Rule] = []

    /// A button without fields.
    static let button = PageForm()

    /// Where a field is in the page.
    func place(of name: StaticString?) -> FieldID? {
        fields.first { $0.name.description == name?.description }?.place
    }

    /// - Throws: ``FieldsMissing``, and `RequestError` for a form that did not arrive whole or has a field twice.
    func require(_ form: FormFields) throws {
        var missing: [Field] = []
        for field in fields {
            let value = try form.single(field.name) ?? []
            // White space may be a password.
            let isEmpty = field.kept == nil ? value.isEmpty : value.trimmingWhiteSpace.isEmpty
            if field.label != nil, isEmpty { missing.append(field) }
        }
        if !missing.isEmpty { throw FieldsMissing(fields: missing) }
    }

    /// What was typed and chosen, for the page to show again. Of a field that was sent twice that is the first.
    func typed(_ form: FormFields) -> PageValues {
        var values = PageValues()
        if let opener { values.set(opener, if: true) }
        for field in fields {
            guard let value = form.all(field.name).first else { continue }
            if let kept = field.kept { values.set(kept, utf8: value) }
            for choice in field.choices { values.set(choice.flag, if: value == Array(choice.value.utf8)) }
        }
        return values
    }
}

/// Fields that must be filled in were not.
struct FieldsMissing: Error {
    let fields: [PageForm.Field]
}
