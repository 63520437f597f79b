import Mail
import MovieBag
import Text
import Web

/// Tests: InvitationPageTests.swift
extension Pages {
    /// Opening the link: never uses the invitation up, as mail scanners open links too.
    func showInvitation(_: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut, in: .invitation) }
        return invitation(try signUps.checkInvitation(link.token))
    }

    /// Sending the form.
    func signUp(_ request: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        var entered = Entered()
        do {
            let form = try Self.fields(of: request)
            defer { form.cleanse() }
            guard !link.isCut else { return refused(.cut, in: .invitation) }
            let choice = try form.single("password") ?? []
            entered = try Entered(form)
            do {
                return try signUp(entered, choice, by: link, from: client(of: request))
            } catch let refusal where refusal is TokenError || refusal as? SignUpError == .badInvitation {
                guard let password = try? Password(choice), try signUps.isRepetition(of: link.token, password) else {
                    throw refusal
                }
                return made
            }
        } catch {
            guard let problem = problem(of: error) else { throw error }
            return invitation(
                try signUps.checkInvitation(link.token), status: 400, problem: problem, entered: entered)
        }
    }

    /// Where an account has been made; anyone may look at it.
    func showNewAccount(_: Request, _: PathParameter) -> Response {
        page(templates.invitationDone)
    }

    /// Where a mail is on its way; anyone may look at it.
    func showMailed(_: Request, _: PathParameter) -> Response {
        page(templates.invitationDone, values: mailed)
    }

    private var mailed: [String: String] { ["mailed": "yes"] }
    private var made: Response { page(templates.invitationDone, status: 303, leadingTo: "/invitation/done") }

    private func signUp(
        _ entered: Entered, _ choice: [UInt8], by link: LinkToken, from client: Client
    ) throws -> Response {
        let invitation = try signUps.checkInvitation(link.token)
        let entry = SignUp(
            email: try NewAddress(
                try invitation.email ?? entered.address, field: "email", allowsLocalMail: allowsLocalMail),
            password: signUps.takesPassword(by: invitation) ? try Password(choice) : nil,
            name: try entered.displayName, invitation: link.token)
        return switch try signUps.signUp(entry, from: client) {
        case .made: made
        case .mailed: page(templates.invitationDone, status: 303, values: mailed, leadingTo: "/invitation/mailed")
        }
    }

    /// What was entered, for the form to show again.
    private struct Entered {
        var email = ""
        var name = ""

        init() {}

        /// Copies them, as those of the form are overwritten. White space around an address does not count.
        init(_ form: FormFields) throws {
            email = String(decoding: (try form.single("email") ?? []).trimmingWhiteSpace, as: UTF8.self)
            name = String(decoding: try form.single("name") ?? [], as: UTF8.self)
        }

        var address: EmailAddress {
            get throws {
                guard let address = EmailAddress(email) else { throw InvalidValue("email", "is none") }
                return address
            }
        }

        var displayName: DisplayName? {
            get throws { name.isEmpty ? nil : try DisplayName(Array(name.utf8)) }
        }
    }

    private func invitation(
        _ invitation: Invitation, status: Int = 200, problem: String? = nil, entered: Entered = Entered()
    ) -> Response {
        var values = [
            "entered_email": entered.email,
            "entered_name": entered.name,
        ]
        values["email"] = invitation.email?.text
        values["password"] = signUps.takesPassword(by: invitation) ? "yes" : nil
        values["problem"] = problem
        return page(templates.invitationForm, status: status, values: values)
    }
}
