import Mail
import MovieBag
import Web

/// Tests: EmailPageTests.swift
extension LinkPages {
    /// Opening the link: changes nothing, as mail scanners open links too.
    func showAddressChange(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut, in: .email, visit) }
        let (step, address) = try addressChanges.check(link.token)
        let isUndo = step == .undo
        var values = PageValues()
        values.set("undo", if: isUndo)
        values["email"] = address.text
        values["intro"] = visit.texts(
            isUndo ? "email_form_undo_intro" : "email_form_intro", ["email": visit.texts.isolated(address.text)])
        return page(.emailForm, visit, title: isUndo ? "title_email_form_undo" : nil, values)
    }

    /// Sending the form, which has a button and no field.
    func changeAddress(_ visit: Visit) throws -> Response {
        let link = LinkToken(segment: visit.parameter)
        defer { link.cleanse() }
        _ = try visit.form
        guard !link.isCut else { return refused(.cut, in: .email, visit) }
        let step = try addressChanges.check(link.token).step
        let client = try clients.client(of: visit)
        switch step {
        case .confirm: try addressChanges.confirm(link.token, from: client)
        case .undo: try addressChanges.undo(link.token, from: client)
        }
        return frame.redirect(to: step == .confirm ? "/email/done" : "/email/restored")
    }

    /// Where an address has been changed; anyone may look at it.
    func showNewAddress(_ visit: Visit) -> Response {
        page(.emailDone, visit)
    }

    /// Where an address has been restored; anyone may look at it.
    func showRestoredAddress(_ visit: Visit) -> Response {
        var values = PageValues()
        values.set("undo", if: true)
        return page(.emailDone, visit, title: "title_email_done_undo", values)
    }
}
