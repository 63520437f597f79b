import Mustache

/// A text with `{{ variables }}` (Mustache), read and checked once at start.
package struct Template: Sendable {
    /// How values are written into a text.
    package enum Format: Sendable {
        /// As they are.
        case text
        /// With the characters that mean something in HTML replaced.
        case html
    }

    private let template: MustacheTemplate

    /// - Parameters:
    ///   - name: the file, for errors.
    ///   - source: what the file holds.
    ///   - required: variables without which the text would be of no use.
    /// - Throws: ``TemplateError``.
    package init(_ name: String, source: String, format: Format, required: [String] = []) throws(TemplateError) {
        HTMLText.register()
        let pragma =
            switch format {
            case .text: "{{% CONTENT_TYPE:TEXT}}"
            case .html: "{{% CONTENT_TYPE:HTML}}"
            }
        do {
            template = try MustacheTemplate(string: pragma + source)
        } catch {
            throw TemplateError(name, "is not a valid Mustache template: \(error)")
        }
        for variable in required {
            let probe = "probe-of-\(variable)"
            guard render([variable: probe]).contains(probe) else {
                throw TemplateError(name, "does not use {{ \(variable) }}")
            }
        }
    }

    /// The text with `values` filled in; a variable without a value becomes empty.
    package func render(_ values: [String: String]) -> String {
        template.render(values)
    }
}

/// A template file is missing or of no use.
package struct TemplateError: Error, Equatable, CustomStringConvertible {
    package let description: String
    /// Whether there is no such file; others may serve in its place.
    package let isMissing: Bool

    package init(_ name: String, _ problem: String, isMissing: Bool = false) {
        description = "template \(name) \(problem)"
        self.isMissing = isMissing
    }
}

/// Gives the text of a template file by its name below the template directory: `email/reset_password.txt`.
package typealias TemplateSource = (_ name: String) throws -> String
