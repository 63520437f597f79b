import Cryptography
import FoundationEssentials
import MovieBag

/// The templates of the pages and the style they share, read and checked once at start.
package struct PageTemplates: Sendable {
    let resetForm: Template
    let resetChanged: Template
    let resetRefused: Template
    let error: Template
    /// The text of the one style element of every page.
    let style: String
    /// Allows that style element by its hash, a form that sends to its own site, and nothing else (CSP level 3).
    let contentSecurityPolicy: String

    /// Reads and checks all of them.
    ///
    /// - Throws: `TemplateError`, or what `source` throws.
    package init(source: TemplateSource) throws {
        let style = try source("pages/style.css")
        func template(_ name: String, required: [String]) throws -> Template {
            try Template(name, source: source(name), format: .html, required: required + ["style"])
        }
        resetForm = try template("pages/reset_form.html", required: ["problem"])
        resetChanged = try template("pages/reset_changed.html", required: [])
        resetRefused = try template("pages/reset_refused.html", required: ["message"])
        error = try template("pages/error.html", required: ["title", "message"])
        self.style = style
        let hash = Data(SHA256.hash(Array(style.utf8))).base64EncodedString()
        contentSecurityPolicy =
            "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }
}
