/// The four templates that mails are made from.
package struct MailTexts: Sendable {
    let resetText: Template
    let resetHTML: Template
    let changedText: Template
    let changedHTML: Template

    /// Reads and checks all of them.
    ///
    /// - Throws: ``TemplateError``, or what `source` throws.
    package init(source: TemplateSource) throws {
        func template(_ name: String, _ format: Template.Format, required: [String] = []) throws -> Template {
            try Template(name, source: source(name), format: format, required: required)
        }
        resetText = try template("email/reset_password.txt", .text, required: ["url"])
        resetHTML = try template("email/reset_password.html", .html, required: ["url"])
        changedText = try template("email/password_changed.txt", .text)
        changedHTML = try template("email/password_changed.html", .html)
    }
}
