import Mail
import Memory
import MovieBag
import Web

/// Tests: ResetPageTests.swift, RepeatedFormTests.swift
extension LinkPages {
    /// Opening the link: never uses the token up, as mail scanners open links too.
    func showForm(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut, in: .reset, visit) }
        return form(visit, for: try resets.check(link.token))
    }

    /// Sending the form. Its response leads on to a page whose address has no token in it: neither the history of the
    /// browser nor its address bar keeps one, and to load that page again sends nothing.
    func setPassword(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        do {
            let form = try visit.form
            guard let choice = try form.single("password") else { throw InvalidValue("password", "is missing") }
            guard !link.isCut else { return refused(.cut, in: .reset, visit) }
            // A link that is of no use anyway is said so before anybody thinks up a better password.
            try resets.complete(link.token, withChoice: choice, from: clients.client(of: visit))
            return frame.redirect(to: "/reset/done")
        } catch {
            guard let problem = problem(of: error, visit.texts) else { throw error }
            return self.form(visit, problem: problem, for: try address(behind: link))
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
    func showChanged(_ visit: Visit) -> Response {
        page(.resetChanged, visit)
    }

    /// The form, with the reason why it is shown again.
    ///
    /// - Parameter email: whose password it sets, for password managers; `nil` when the link was not looked at.
    func form(_ visit: Visit, problem: String? = nil, for email: EmailAddress?) -> Response {
        var values = PageValues()
        values["problem"] = problem
        values["email"] = email?.text
        return page(.resetForm, visit, status: problem == nil ? 200 : 400, values)
    }
}
