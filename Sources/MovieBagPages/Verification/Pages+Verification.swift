import Mail
import MovieBag
import Web

/// Tests: VerifyPageTests.swift
extension Pages {
    /// Opening the link: never uses the token up, and proves nothing, as mail scanners open links too.
    func showVerification(_: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut, in: .verify) }
        return verification(for: try pendingSignUps.check(link.token))
    }

    /// Sending the form.
    func verify(_ request: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        do {
            let form = try Self.fields(of: request)
            defer { form.cleanse() }
            guard let choice = try form.single("password") else { throw InvalidValue("password", "is missing") }
            guard !link.isCut else { return refused(.cut, in: .verify) }
            try pendingSignUps.prove(link.token, withChoice: choice, from: client(of: request))
            return page(templates.verifyDone, status: 303, leadingTo: "/verify/done")
        } catch {
            guard let problem = problem(of: error) else { throw error }
            guard !link.isCut else { return refused(.cut, in: .verify) }
            return verification(status: 400, problem: problem, for: try pendingSignUps.check(link.token))
        }
    }

    /// Where an address has been proved; anyone may look at it.
    func showVerified(_: Request, _: PathParameter) -> Response {
        page(templates.verifyDone)
    }

    private func verification(status: Int = 200, problem: String? = nil, for email: EmailAddress) -> Response {
        var values = ["email": email.text]
        values["problem"] = problem
        return page(templates.verifyForm, status: status, values: values)
    }
}
