import Cryptography
import FoundationEssentials
import MovieBag

/// The templates of the pages and the style they share, read and checked once at start.
package struct PageTemplates: Sendable {
    let resetForm: Template
    let resetChanged: Template
    let resetRefused: Template
    let verifyForm: Template
    let verifyDone: Template
    let emailForm: Template
    let emailDone: Template
    let invitationForm: Template
    let invitationDone: Template
    /// That of every link but the one for a new password.
    let linkRefused: Template
    let error: Template
    /// The text of the one style element of every page.
    package let style: String
    /// Allows that style element by its hash, a form that sends to its own site, and nothing else (CSP level 3).
    let contentSecurityPolicy: String

    /// Reads and checks all of them.
    ///
    /// - Throws: `TemplateError`, or what `source` throws.
    package init(source: TemplateSource) throws {
        let style = try source("pages/style.css")
        func template(_ name: String, required: [String] = []) throws -> Template {
            let name = "pages/\(name).html"
            return try Template(name, source: source(name), format: .html, required: required + ["style"])
        }
        resetForm = try template("reset_form", required: ["problem"])
        resetChanged = try template("reset_changed")
        resetRefused = try template("reset_refused", required: ["message"])
        verifyForm = try template("verify_form", required: ["problem"])
        verifyDone = try template("verify_done")
        emailForm = try template("email_form", required: ["email"])
        emailDone = try template("email_done")
        invitationForm = try template("invitation_form", required: ["problem", "email", "entered_email"])
        invitationDone = try template("invitation_done")
        linkRefused = try template("link_refused", required: ["message"])
        error = try template("error", required: ["title", "message"])
        self.style = style
        let hash = Data(SHA256.hash(Array(style.utf8))).base64EncodedString()
        contentSecurityPolicy =
            "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }
}
