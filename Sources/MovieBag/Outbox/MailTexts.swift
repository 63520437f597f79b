/// The templates that mails are made from: two for each ``MailKind``.
///
/// Tests: MailComposerTests.swift
package struct MailTexts: Sendable {
    private let templates: [MailKind: (text: Template, html: Template)]

    /// Reads and checks all of them.
    ///
    /// - Throws: ``TemplateError``, or what `source` throws.
    package init(source: TemplateSource) throws {
        var templates: [MailKind: (text: Template, html: Template)] = [:]
        for kind in MailKind.allCases {
            func template(_ ending: String, _ format: Template.Format) throws -> Template {
                let name = "email/\(kind.template).\(ending)"
                return try Template(name, source: source(name), format: format, required: kind.hasLink ? ["url"] : [])
            }
            templates[kind] = (text: try template("txt", .text), html: try template("html", .html))
        }
        self.templates = templates
    }

    /// The templates of a kind.
    subscript(kind: MailKind) -> (text: Template, html: Template) { templates[kind]! }  // Every kind has some.
}
