import Mail
import MovieBag
import Web

/// Signing up and asking for a new password by pages.
///
/// Tests: SignUpPageTests.swift, ForgotPageTests.swift
struct SignUpPages {
    let frame: PageFrame
    let signUps: SignUps
    let resets: PasswordResets
    let clients: ClientRecognition
    /// Whether an address without a dot in its domain may sign up.
    let allowsLocalMail: Bool

    private static let email = FieldID("email", "email_problem")
    private static let name = FieldID("name", "name_problem")
    private static let password = FieldID("password", "password_problem")

    func showSignUp(_ visit: Visit) -> Response { signUpPage(visit, PageValues()) }

    /// Makes an account, or mails the link that proves its address. Neither logs in: a page of another site could put a visitor
    /// into an account of its own otherwise.
    func signUp(_ visit: Visit) throws -> Response {
        do {
            let name = try visit.text("name")
            let signUp = SignUp(
                email: try NewAddress(try address(visit), field: "email", allowsLocalMail: allowsLocalMail),
                password: frame.signUp.requiresProof ? nil : try Password(try visit.field("password")),
                name: name.isEmpty ? nil : try DisplayName(Array(name.utf8)), invitation: nil)
            return switch try signUps.signUp(signUp, from: clients.client(of: visit)) {
            case .made: frame.redirect(to: "/login?notice=\(Notice.accountMade.rawValue)")
            case .mailed: frame.redirect(to: "/signup/mailed")
            }
        } catch {
            var values = PageValues()
            values["email"] = try visit.text("email")
            values["display_name"] = try visit.text("name")
            return try again(visit, values, error, signUpPage)
        }
    }

    func showMailed(_ visit: Visit) -> Response { frame.page(.signupMailed, for: visit, PageValues()) }

    func showForgot(_ visit: Visit) -> Response { frame.page(.forgot, for: visit, PageValues()) }

    /// Mails a link for a new password. The page after it is the same whether the address has an account.
    func forgot(_ visit: Visit) throws -> Response {
        do {
            try resets.request(for: try address(visit), from: clients.client(of: visit))
            return frame.redirect(to: "/forgot/mailed")
        } catch AccountError.unknownEmail {
            return frame.redirect(to: "/forgot/mailed")
        } catch {
            var values = PageValues()
            values["email"] = try visit.text("email")
            return try again(visit, values, error) { visit, values, manner in
                frame.page(.forgot, for: visit, values, manner)
            }
        }
    }

    func showForgotMailed(_ visit: Visit) -> Response { frame.page(.forgotMailed, for: visit, PageValues()) }

    private func address(_ visit: Visit) throws -> EmailAddress {
        guard let address = EmailAddress(try visit.text("email")) else { throw InvalidValue("email", "is none") }
        return address
    }

    private func signUpPage(_ visit: Visit, _ values: PageValues, _ manner: PageFrame.Manner = .init()) -> Response {
        var all = values
        all.set("invitation_needed", if: frame.signUp.mode != .open)
        all.set("takes_password", if: !frame.signUp.requiresProof)
        all["minimum"] = "\(frame.minimumPassword)"
        all["password_hint"] = visit.texts("password_hint", ["minimum": "\(frame.minimumPassword)"])
        all.set("here_signup", if: true)
        all["login_url"] = frame.address("/login")
        return frame.page(.signup, for: visit, all, manner)
    }

    /// The form once more, with what was typed and what is wrong with it.
    private func again(
        _ visit: Visit, _ typed: PageValues, _ error: any Error,
        _ page: (Visit, PageValues, PageFrame.Manner) -> Response
    ) throws -> Response {
        var problems = PageProblems()
        var manner = PageFrame.Manner(status: 400)
        switch error {
        case let limit as LimitReached:
            problems.add(visit.text(of: limit))
            manner = .init(status: 429, fields: [limit.retryField])
        case is SignUpError:
            problems.add(visit.texts("problem_sign_up_closed"))
            manner.status = 403
        default:
            guard let problem = frame.problem(of: error, visit.texts) else { throw error }
            problems.add(problem.text, at: field(problem.field))
        }
        var values = typed
        problems.fill(&values, visit.texts)
        return page(visit, values, manner)
    }

    private func field(_ name: StaticString?) -> FieldID? {
        switch name?.description {
        case "email": Self.email
        case "name": Self.name
        case "password": Self.password
        default: nil
        }
    }
}
