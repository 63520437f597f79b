import MovieBag
import Web

/// Tests: PageProblemTests.swift
extension PageFrame {
    /// What is wrong with a form about an account, and which field of `email`, `name` and `password` is to blame.
    ///
    /// - Returns: `nil` for an error that is no matter of the form.
    func problem(of error: any Error, _ texts: PageTexts) -> (text: String, field: StaticString?)? {
        switch error {
        case let problem as WeakPassword: (text(of: problem, texts), "password")
        case let problem as InvalidValue where problem.field == "password": (lengthProblem(texts), "password")
        case let problem as InvalidValue where problem.field == "email": (texts("problem_email"), "email")
        case let problem as InvalidValue where problem.field == "name":
            (texts("problem_display_name", ["maximum": "\(DisplayName.lengths.upperBound)"]), "name")
        case AccountError.emailTaken: (texts("problem_email_taken"), "email")
        case RequestError.malformedForm, RequestError.lengthMismatch: (texts("problem_form_not_whole"), nil)
        default: nil
        }
    }

    private func text(of problem: WeakPassword, _ texts: PageTexts) -> String {
        switch problem {
        case .shorter: lengthProblem(texts)
        case .blank: texts("problem_password_blank")
        case .address: texts("problem_password_address")
        case .localPart: texts("problem_password_local_part")
        case .siteName: texts("problem_password_site_name")
        case .common: texts("problem_password_common")
        case .listed: texts("problem_password_listed")
        case .breached: texts("problem_password_breached")
        }
    }

    private func lengthProblem(_ texts: PageTexts) -> String {
        texts(
            "problem_password_length",
            ["minimum": "\(minimumPassword)", "maximum": "\(Password.lengths.upperBound)"])
    }
}

extension LimitReached {
    /// When to send the form again.
    var retryField: Response.Field { .init("Retry-After", "\(retryAfter)") }
}
