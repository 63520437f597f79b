/// A value from outside breaks a rule; the text names the field and the rule, never the value.
///
/// Tests: MovieBagTests/Movies/MovieValueTests.swift
package struct InvalidValue: Error, Equatable, CustomStringConvertible {
    package let field: String
    package let rule: String

    package init(_ field: String, _ rule: String) {
        self.field = field
        self.rule = rule
    }

    package var description: String { "\(field): \(rule)" }
}
