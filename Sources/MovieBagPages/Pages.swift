import MovieBag
import Web

/// The few HTML pages that a link in a mail leads to. They need no script and load nothing.
package struct Pages {
    private let templates: PageTemplates
    let resets: PasswordResets
    let clients: ClientRecognition

    package init(templates: PageTemplates, resets: PasswordResets, clients: ClientRecognition) {
        self.templates = templates
        self.resets = resets
        self.clients = clients
    }

    package func add(to router: inout Router) {
        router.on(.get, "/reset/{token}", showForm)
        router.on(.post, "/reset/{token}", setPassword)
    }

    /// The form, with the reason why it is shown again.
    func form(status: Int = 200, problem: String? = nil) -> Response {
        page(templates.resetForm, status: status, values: problem.map { ["problem": $0] } ?? [:])
    }

    /// Word that the password was changed.
    func changed() -> Response {
        page(templates.resetChanged, status: 200)
    }

    /// Word that a link is of no use, and what to do about it.
    func refused(_ message: String) -> Response {
        page(templates.resetRefused, status: 403, values: ["message": message])
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
