import Mail
import MovieBag
import Web

/// The few HTML pages that a link in a mail leads to. They need no script and load nothing.
///
/// Tests: ResetPageTests.swift
package struct Pages {
    /// Why a link is of no use.
    enum Refusal {
        case expired
        case invalid
        /// Not all of it arrived.
        case cut
    }

    private let templates: PageTemplates
    let resets: PasswordResets
    let clients: ClientRecognition
    let site: PublicURL
    /// The fewest bytes of a new password.
    let minimumPassword: Int

    package init(
        templates: PageTemplates, resets: PasswordResets, clients: ClientRecognition, site: PublicURL,
        minimumPassword: Int
    ) {
        self.minimumPassword = minimumPassword
        self.templates = templates
        self.resets = resets
        self.clients = clients
        self.site = site
    }

    /// Every route with its handler.
    private static let rows: [(description: RouteDescription, handler: @Sendable (Pages) -> Router.Handler)] = [
        // Before the links: a token has dots, so it is none.
        (RouteDescription(.get, "/reset/done"), { $0.showChanged }),
        (RouteDescription(.get, "/reset/{token}"), { $0.showForm }),
        // Two passwords of 1,024 bytes, each byte escaped, need 6 KiB.
        (RouteDescription(.post, "/reset/{token}", body: .form(atMost: 16 << 10)), { $0.setPassword }),
    ]

    /// Every route, in the order in which paths are compared with them.
    package static let descriptions = rows.map(\.description)

    package func add(to router: inout Router) {
        for row in Self.rows { router.add(row.description, row.handler(self)) }
    }

    /// The form, with the reason why it is shown again.
    ///
    /// - Parameter email: whose password it sets, for password managers; `nil` when the link was not looked at.
    func form(status: Int = 200, problem: String? = nil, for email: EmailAddress?) -> Response {
        var values = ["minimum": "\(minimumPassword)"]
        values["problem"] = problem
        values["email"] = email?.text
        return page(templates.resetForm, status: status, values: values)
    }

    /// Word that the password was changed.
    ///
    /// - Parameter path: where a browser is to go on.
    func changed(status: Int, leadingTo path: String? = nil) -> Response {
        var response = page(templates.resetChanged, status: status)
        response.fields += path.map { [.init("Location", $0)] } ?? []
        return response
    }

    /// Word that a link is of no use, and what to do about it.
    func refused(_ refusal: Refusal) -> Response {
        var values: [String: String] = [:]
        switch refusal {
        case .expired: values["message"] = "This link has expired."
        case .invalid: values["message"] = "This link is not valid, or it was used already."
        case .cut:
            values["message"] = "This link is not complete. Please copy all of it, or open it from the mail."
            values["cut"] = "yes"
        }
        return page(templates.resetRefused, status: 403, values: values)
    }

    /// Word that something else went wrong.
    func error(status: Int, title: String, message: String, fields: [Response.Field]) -> Response {
        var response = page(templates.error, status: status, values: ["title": title, "message": message])
        response.fields += fields
        return response
    }

    private func page(_ template: Template, status: Int, values: [String: String] = [:]) -> Response {
        let html = template.render(values.merging(["style": templates.style]) { value, _ in value })
        return Response(
            // The address holds the token: no cache keeps it, no other site learns it.
            status: status, content: .html, caching: .forbidden,
            fields: [
                .init("Referrer-Policy", "no-referrer"),
                .init("Content-Security-Policy", templates.contentSecurityPolicy),
            ],
            body: Array(html.utf8))
    }
}
