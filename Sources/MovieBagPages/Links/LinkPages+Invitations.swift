import Mail
import MovieBag
import Text
import Web

/// Tests: InvitationPageTests.swift
extension LinkPages {
    /// Opening the link: never uses the invitation up, as mail scanners open links too.
    func showInvitation(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut, in: .invitation, visit) }
        return invitation(visit, try signUps.checkInvitation(link.token))
    }

    /// Sending the form.
    func signUp(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        var entered = Entered()
        do {
            let form = try visit.form
            guard !link.isCut else { return refused(.cut, in: .invitation, visit) }
            let choice = try form.single("password") ?? []
            entered = try Entered(form)
            do {
                return try signUp(entered, choice, by: link, from: clients.client(of: visit))
            } catch let refusal where refusal is TokenError || refusal as? SignUpError == .badInvitation {
                guard let password = try? Password(choice), try signUps.isRepetition(of: link.token, password) else {
                    throw refusal
                }
                return made
            }
        } catch {
            guard let problem = problem(of: error, visit.texts) else { throw error }
            return invitation(
                visit, try signUps.checkInvitation(link.token), problem: problem, entered: entered)
        }
    }

    /// Where an account has been made; anyone may look at it.
    func showNewAccount(_ visit: Visit) -> Response {
        page(.invitationDone, visit)
    }

    /// Where a mail is on its way; anyone may look at it.
    func showMailed(_ visit: Visit) -> Response {
        var values = PageValues()
        values.set("mailed", if: true)
        return page(.invitationDone, visit, title: "title_invitation_done_mailed", values)
    }

    private var made: Response { frame.redirect(to: "/invitation/done") }

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
        case .mailed: frame.redirect(to: "/invitation/mailed")
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
        _ visit: Visit, _ invitation: Invitation, problem: String? = nil, entered: Entered = Entered()
    ) -> Response {
        var values = PageValues()
        let site = visit.texts.isolated(frame.settings.siteName)
        values["intro"] =
            if let email = invitation.email {
                visit.texts("invitation_intro_email", ["site": site, "email": visit.texts.isolated(email.text)])
            } else {
                visit.texts("invitation_intro", ["site": site])
            }
        values["entered_email"] = entered.email
        values["entered_name"] = entered.name
        values["email"] = invitation.email?.text
        values.set("password", if: signUps.takesPassword(by: invitation))
        values["problem"] = problem
        return page(.invitationForm, visit, status: problem == nil ? 200 : 400, values)
    }
}
