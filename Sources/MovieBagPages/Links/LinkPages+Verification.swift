import Mail
import MovieBag
import Web

/// Tests: VerifyPageTests.swift
extension LinkPages {
    /// Opening the link: never uses the token up, and proves nothing, as mail scanners open links too.
    func showVerification(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut, in: .verify, visit) }
        return verification(visit, for: try pendingSignUps.check(link.token))
    }

    /// Sending the form.
    func verify(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        do {
            let form = try visit.form
            guard let choice = try form.single("password") else { throw InvalidValue("password", "is missing") }
            guard !link.isCut else { return refused(.cut, in: .verify, visit) }
            try pendingSignUps.prove(link.token, withChoice: choice, from: clients.client(of: visit))
            return frame.redirect(to: "/verify/done")
        } catch {
            guard let problem = problem(of: error, visit.texts) else { throw error }
            guard !link.isCut else { return refused(.cut, in: .verify, visit) }
            return verification(visit, problem: problem, for: try pendingSignUps.check(link.token))
        }
    }

    /// Where an address has been proved; anyone may look at it.
    func showVerified(_ visit: Visit) -> Response {
        page(.verifyDone, visit)
    }

    private func verification(_ visit: Visit, problem: String? = nil, for email: EmailAddress) -> Response {
        var values = PageValues()
        values["intro"] = visit.texts("verify_intro_email", ["email": visit.texts.isolated(email.text)])
        values["email"] = email.text
        values["problem"] = problem
        return page(.verifyForm, visit, status: problem == nil ? 200 : 400, values)
    }
}
