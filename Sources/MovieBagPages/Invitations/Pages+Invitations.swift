import Mail
import MovieBag
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
            let choice = try form.single("password")
            guard let invitation = try invitation(behind: link, orRepeated: choice) else { return made }
            entered = try Entered(form)
            let entry = SignUp(
                email: try NewAddress(
                    try invitation.email ?? entered.address, field: "email", allowsLocalMail: allowsLocalMail),
                password: signUps.takesPassword(by: invitation) ? try Password(choice ?? []) : nil,
                name: try entered.displayName, invitation: link.token)
            return switch try signUps.signUp(entry, from: client(of: request)) {
            case .made: made
            case .mailed: page(templates.invitationDone, status: 303, values: mailed, leadingTo: "/invitation/mailed")
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

    /// The invitation; `nil` when the same form has made an account with it a moment ago.
    private func invitation(behind link: LinkToken, orRepeated choice: [UInt8]?) throws -> Invitation? {
        do {
            return try signUps.checkInvitation(link.token)
        } catch let refusal as TokenError {
            guard let password = try? Password(choice ?? []), try signUps.isRepetition(of: link.token, password) else {
                throw refusal
            }
            return nil
        }
    }

    /// What was entered, for the form to show again.
    private struct Entered {
        var email: [UInt8] = []
        var name: [UInt8] = []

        init() {}

        init(_ form: FormFields) throws {
            email = try form.single("email") ?? []
            name = try form.single("name") ?? []
        }

        var address: EmailAddress {
            get throws {
                guard let address = EmailAddress(utf8: email) else { throw InvalidValue("email", "is none") }
                return address
            }
        }

        var displayName: DisplayName? {
            get throws { name.isEmpty ? nil : try DisplayName(name) }
        }
    }

    private func invitation(
        _ invitation: Invitation, status: Int = 200, problem: String? = nil, entered: Entered = Entered()
    ) -> Response {
        var values = [
            "entered_email": String(decoding: entered.email, as: UTF8.self),
            "entered_name": String(decoding: entered.name, as: UTF8.self),
        ]
        values["email"] = invitation.email?.text
        values["password"] = signUps.takesPassword(by: invitation) ? "yes" : nil
        values["problem"] = problem
        return page(templates.invitationForm, status: status, values: values)
    }
}
