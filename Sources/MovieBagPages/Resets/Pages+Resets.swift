import Mail
import Memory
import MovieBag
import Web

/// Tests: ResetPageTests.swift, RepeatedFormTests.swift
extension Pages {
    /// Opening the link: never uses the token up, as mail scanners open links too.
    func showForm(_: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut) }
        return form(for: try resets.check(link.token))
    }

    /// Sending the form. Its response leads on to a page whose address has no token in it: neither the history of the
    /// browser nor its address bar keeps one, and to load that page again sends nothing.
    func setPassword(_ request: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        do {
            let form = try Self.fields(of: request)
            defer { form.cleanse() }
            guard let choice = try form.single("password") else { throw InvalidValue("password", "is missing") }
            guard !link.isCut else { return refused(.cut) }
            // A link that is of no use anyway is said so before anybody thinks up a better password.
            try resets.complete(
                link.token, withChoice: choice,
                from: clients.client(
                    remote: request.remoteAddress, forwardedFor: request.forwardedFor, request: request.serverID))
            return changed(status: 303, leadingTo: "\(site.path)/reset/done")
        } catch {
            guard let problem = Self.problem(of: error) else { throw error }
            return form(status: 400, problem: problem, for: try address(behind: link))
        }
    }

    /// Whose password a link sets; `nil` when it sets none.
    private func address(behind link: LinkToken) throws -> EmailAddress? {
        do {
            return link.isCut ? nil : try resets.check(link.token)
        } catch is TokenError {
            return nil
        }
    }

    /// Where a password has been set; anybody may look at it.
    func showChanged(_: Request, _: PathParameter) -> Response {
        changed(status: 200)
    }

    /// What a form says when it is shown again because of `error`; `nil` when it is not.
    static func problem(of error: any Error) -> String? {
        switch error {
        case let problem as InvalidValue where problem.field == "password":
            "Please choose a password of at least \(Password.lengths.lowerBound) characters "
                + "and at most \(Password.lengths.upperBound) bytes."
        case RequestError.malformedForm, RequestError.lengthMismatch:
            "The form did not arrive whole. Please send it again."
        default: nil
        }
    }

    private static func fields(of request: Request) throws -> FormFields {
        guard case .form = MediaType(request.contentType) else { throw RequestError.unsupportedMediaType }
        guard request.isUncoded else { throw RequestError.unsupportedCoding }
        guard request.isFramedAsDeclared, case .complete(let body) = request.body else {
            throw RequestError.lengthMismatch
        }
        // Others than the password do not matter: browsers and password managers add some (`_charset_`, the name of a
        // button).
        return try FormFields(decoding: body)
    }
}
