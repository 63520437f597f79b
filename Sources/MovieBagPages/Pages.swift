import Mail
import Memory
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

    let templates: PageTemplates
    let resets: PasswordResets
    let pendingSignUps: PendingSignUps
    let addressChanges: AddressChanges
    let signUps: SignUps
    let clients: ClientRecognition
    let site: PublicURL
    /// Whether an address without a dot in its domain may sign up.
    let allowsLocalMail: Bool
    /// The fewest bytes of a new password.
    let minimumPassword: Int

    package init(
        templates: PageTemplates, resets: PasswordResets, pendingSignUps: PendingSignUps,
        addressChanges: AddressChanges,
        signUps: SignUps, clients: ClientRecognition, site: PublicURL, allowsLocalMail: Bool, minimumPassword: Int
    ) {
        self.minimumPassword = minimumPassword
        self.templates = templates
        self.resets = resets
        self.pendingSignUps = pendingSignUps
        self.addressChanges = addressChanges
        self.signUps = signUps
        self.clients = clients
        self.site = site
        self.allowsLocalMail = allowsLocalMail
    }

    /// Every route with its handler. Those without a token stand before the links: a token has dots, so it is none of them.
    private static let rows: [(description: RouteDescription, handler: @Sendable (Pages) -> Router.Handler)] = [
        (page(.get, "/reset/done"), { $0.showChanged }),
        (page(.get, "/reset/{token}"), { $0.showForm }),
        (page(.post, "/reset/{token}", body: form), { $0.setPassword }),
        (page(.get, "/verify/done"), { $0.showVerified }),
        (page(.get, "/verify/{token}"), { $0.showVerification }),
        (page(.post, "/verify/{token}", body: form), { $0.verify }),
        (page(.get, "/email/done"), { $0.showNewAddress }),
        (page(.get, "/email/restored"), { $0.showRestoredAddress }),
        (page(.get, "/email/{token}"), { $0.showAddressChange }),
        (page(.post, "/email/{token}", body: form), { $0.changeAddress }),
        (page(.get, "/invitation/done"), { $0.showNewAccount }),
        (page(.get, "/invitation/mailed"), { $0.showMailed }),
        (page(.get, "/invitation/{token}"), { $0.showInvitation }),
        (page(.post, "/invitation/{token}", body: form), { $0.signUp }),
    ]

    private static func page(
        _ method: Method, _ path: String, body: RouteDescription.Body = .none
    ) -> RouteDescription {
        RouteDescription(method, path, body: body, isPage: true)
    }

    /// Two passwords of 1,024 bytes, each byte escaped, need 6 KiB.
    private static let form = RouteDescription.Body.form(atMost: 16 << 10)

    /// Every route, in the order in which paths are compared with them.
    package static let descriptions = rows.map(\.description)

    package func add(to router: inout Router) {
        for row in Self.rows { router.add(row.description, row.handler(self)) }
    }

    /// Word that a link is of no use, and what to do about it.
    func refused(_ refusal: Refusal, in folder: LinkFolder) -> Response {
        var values = [folder.rawValue: "yes"]
        switch refusal {
        case .expired: values["message"] = "This link has expired."
        case .invalid: values["message"] = "This link is not valid, or it was used already."
        case .cut:
            values["message"] = "This link is not complete. Please copy all of it, or open it from the mail."
            values["cut"] = "yes"
        }
        return page(folder == .reset ? templates.resetRefused : templates.linkRefused, status: 403, values: values)
    }

    /// Word that something else went wrong.
    func error(status: Int, title: String, message: String, fields: [Response.Field]) -> Response {
        var response = page(templates.error, status: status, values: ["title": title, "message": message])
        response.fields += fields
        return response
    }

    /// A page.
    ///
    /// - Parameter path: below the site, where a browser is to go on.
    func page(
        _ template: Template, status: Int = 200, values: [String: String] = [:], leadingTo path: String? = nil
    ) -> Response {
        let everywhere = ["style": templates.style, "minimum": "\(minimumPassword)"]
        let html = template.render(values.merging(everywhere) { value, _ in value })
        return Response(
            // The address holds the token: no cache keeps it, no other site learns it.
            status: status, content: .html, caching: .forbidden,
            fields: [
                .init("Referrer-Policy", "no-referrer"),
                .init("Content-Security-Policy", templates.contentSecurityPolicy),
                // The files of nginx/ and deploy/ take it off where they keep the address out of the logs, so that the doctor
                // knows those that do not.
                .init("Movie-Bag-Link", "keep-out-of-logs"),
            ] + (path.map { [.init("Location", "\(site.path)\($0)")] } ?? []),
            body: Array(html.utf8))
    }

    /// What a form says when it is shown again because of `error`; `nil` when it is not.
    func problem(of error: any Error) -> String? {
        switch error {
        case WeakPassword.shorter: lengthProblem
        case let problem as InvalidValue where problem.field == "password": lengthProblem
        case let problem as WeakPassword: "Please choose another password: it \(problem.rule)."
        case let problem as InvalidValue where problem.field == "email":
            "Please enter an email address like name@example.org."
        case let problem as InvalidValue where problem.field == "name":
            "Please choose a name of at most \(DisplayName.lengths.upperBound) characters, or none."
        case AccountError.emailTaken:
            "There is an account with this address already: log in with it, or ask for a new password where you log in."
        case RequestError.malformedForm, RequestError.lengthMismatch:
            "The form did not arrive whole. Please send it again."
        default: nil
        }
    }

    private var lengthProblem: String {
        "Please choose a password of at least \(minimumPassword) characters "
            + "and at most \(Password.lengths.upperBound) bytes."
    }

    /// The fields of a form.
    static func fields(of request: Request) throws -> FormFields {
        guard case .form = MediaType(request.contentType) else { throw RequestError.unsupportedMediaType }
        guard request.isUncoded else { throw RequestError.unsupportedCoding }
        guard request.isFramedAsDeclared, case .complete(let body) = request.body else {
            throw RequestError.lengthMismatch
        }
        // Others than ours do not matter: browsers and password managers add some (`_charset_`, the name of a button).
        return try FormFields(decoding: body)
    }

    func client(of request: Request) throws -> Client {
        try clients.client(
            remote: request.remoteAddress, forwardedFor: request.forwardedFor, request: request.id)
    }
}
