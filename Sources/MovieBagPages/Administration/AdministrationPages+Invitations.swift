import Mail
import Memory
import MovieBag
import Text
import Web

/// Tests: AdminInvitationPageTests.swift
extension AdministrationPages {
    private static let invitationForm = PageForm(
        fields: [
            .init(name: "email", place: FieldID("invite-email", "invite_email_problem"), kept: "email"),
            .init(
                name: "role", place: FieldID("invite-role", "invite_role_problem"), kept: "invite_role",
                choices: [("administrator", "role_administrator")]),
            .init(
                name: "days", place: FieldID("invite-days", "invite_days_problem"), label: "days_valid", kept: "days"),
        ],
        rules: [
            .init(value: "days", text: "problem_invitation_days", field: "days"),
            .init(value: "role", text: "problem_form_not_whole", field: "role"),
        ])

    func showInvitations(_ visit: Visit) throws -> Response {
        var values = PageValues()
        values["notice"] = Notice(in: visit.query, of: [.invitationWithdrawn, .nothingChanged])?.text(visit.texts)
        return try invitationsPage(visit, values)
    }

    /// Makes an invitation. The response shows its link this once, so it is no redirection.
    func invite(_ visit: Visit) throws -> Response {
        let me = try visit.requireMember().account
        do {
            try Self.invitationForm.require(try visit.form)
            let address = try invitedAddress(visit)
            let made = try parts.invitations.make(
                for: address, role: try invitedRole(visit), days: try visit.days("days") ?? 0, by: me,
                from: clients.client(of: visit))
            defer { Memory.cleanse(made.token.bytes) }
            var values = PageValues()
            values["invitation_link"] = frame.site.link(for: .invitation, with: made.token)
            values.set("invitation_mailed", if: address != nil)
            values["notice"] = visit.texts("notice_invitation_made")
            return try invitationsPage(visit, values)
        } catch {
            let (values, manner) = try frame.again(Self.invitationForm, visit, error)
            return try invitationsPage(visit, values, manner)
        }
    }

    func withdraw(_ visit: Visit) throws -> Response {
        let me = try visit.requireMember().account
        guard let id = InvitationID(hexadecimal: visit.parameter) else { throw NoSuchThing() }
        _ = try visit.form
        do {
            try parts.invitations.remove(id, by: me, from: clients.client(of: visit))
            return frame.redirect(to: "/admin/invitations?notice=\(Notice.invitationWithdrawn.rawValue)")
        } catch is NoSuchThing {
            // It was used or withdrawn meanwhile.
            return frame.redirect(to: "/admin/invitations?notice=\(Notice.nothingChanged.rawValue)")
        }
    }

    /// At an address that only takes forms: a browser asks for it after a log-in.
    func showInvitationsInstead(_: Visit) -> Response { frame.redirect(to: "/admin/invitations") }

    private func invitedAddress(_ visit: Visit) throws -> NewAddress? {
        let typed = try visit.text("email")
        guard !typed.isEmpty else { return nil }
        guard let address = EmailAddress(typed) else { throw InvalidValue("email", "is none") }
        return try NewAddress(address, field: "email", allowsLocalMail: allowsLocalMail)
    }

    private func invitedRole(_ visit: Visit) throws -> Role {
        let typed = try visit.text("role")
        guard let role = typed.isEmpty ? .member : Role(rawValue: typed) else { throw InvalidValue("role", "is none") }
        return role
    }

    private func invitationsPage(
        _ visit: Visit, _ values: PageValues, _ manner: PageFrame.Manner = .init()
    ) throws -> Response {
        let part = PagePart<Invitation>(visit)
        var all = PageValues()
        all["invite_url"] = frame.address("/admin/invitations")
        all["days"] = "7"
        let found = try parts.invitations.list(after: part.after, limit: part.limit)
        let shown = part.fill(&all, with: found, id: \.id) { after in
            frame.address(after.map { "/admin/invitations?after=\($0)" } ?? "/admin/invitations")
        }
        all.set("invitations", list: shown.map { entry($0, visit.texts) })
        all.set("no_invitations", if: shown.isEmpty)
        all.merge(values)
        return try page(.adminInvitations, for: visit, all, manner)
    }

    private func entry(_ invitation: Invitation, _ texts: PageTexts) -> PageValues {
        var entry = PageValues()
        entry["invitation_email"] = invitation.email?.text
        entry["invitation_role"] = texts("role_\(invitation.role.rawValue)")
        entry["invitation_made_time"] = "\(invitation.created)"
        entry["invitation_made"] = texts("invitation_made", ["date": texts.date(invitation.created)])
        entry["invitation_expires_time"] = "\(invitation.expires)"
        entry["invitation_expires"] = texts("invitation_expires", ["date": texts.date(invitation.expires)])
        entry["withdraw_url"] = frame.address("/admin/invitations/\(invitation.id)/withdraw")
        return entry
    }
}
