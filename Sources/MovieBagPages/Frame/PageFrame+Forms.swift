import MovieBag
import Web

/// Tests: AccountFormTests.swift
extension PageFrame {
    /// A form once more: what was typed into it, what is wrong, and how the response says so.
    ///
    /// - Throws: an error that is no matter of the form.
    func again(_ form: PageForm, _ visit: Visit, _ error: any Error) throws -> (values: PageValues, manner: Manner) {
        var manner = Manner(status: status(of: error))
        var problems = PageProblems()
        switch error {
        case let missing as FieldsMissing:
            for field in missing.fields {
                let label = field.label.map { visit.texts($0) } ?? ""
                problems.add(visit.texts("problem_missing", ["field": label]), at: field.place)
            }
        case let limit as LimitReached:
            problems.add(visit.text(of: limit))
            manner.fields = [limit.retryField]
        default:
            guard let problem = problem(of: error, in: form, visit.texts) else { throw error }
            problems.add(problem.text, at: form.place(of: problem.field))
        }
        var values = PageValues()
        // What did not arrive cannot be shown again.
        if case .success(let sent) = visit.sent { values = form.typed(sent) }
        problems.fill(&values, visit.texts)
        return (values, manner)
    }

    private func problem(
        of error: any Error, in form: PageForm, _ texts: PageTexts
    ) -> (text: String, field: StaticString?)? {
        if let value = error as? InvalidValue, let rule = form.rules.first(where: { $0.value == value.field }) {
            return (texts(rule.text), rule.field)
        }
        return switch error {
        case AccountError.wrongPassword: (texts("problem_current_password"), "current_password")
        case AccountError.lastAdministrator: (texts("problem_last_administrator"), nil)
        case AccountError.unprovedAdministrator: (texts("problem_unproved_administrator"), nil)
        case AccountError.disabled: (texts("problem_disabled"), nil)
        case is NoSuchThing: (texts("problem_audit_account"), nil)
        default: problem(of: error, texts)
        }
    }

    /// That of the published errors, but for what another visitor was quicker with.
    private func status(of error: any Error) -> Int {
        switch error {
        case AccountError.wrongPassword, AccountError.unprovedAdministrator: 403
        case is NoSuchThing: 404
        case AccountError.lastAdministrator, AccountError.emailTaken, AccountError.disabled: 409
        case is LimitReached: 429
        default: 400
        }
    }
}
