import Mail
import MovieBag
import Web

/// Tests: EmailPageTests.swift
extension Pages {
    /// Opening the link: changes nothing, as mail scanners open links too.
    func showAddressChange(_: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        guard !link.isCut else { return refused(.cut, in: .email) }
        let (step, address) = try addressChanges.check(link.token)
        return page(templates.emailForm, values: Self.values(step, ["email": address.text]))
    }

    /// Sending the form, which has a button and no field.
    func changeAddress(_ request: Request, _ segment: PathParameter) throws -> Response {
        let link = LinkToken(segment: segment)
        defer { link.cleanse() }
        _ = try Self.fields(of: request)
        guard !link.isCut else { return refused(.cut, in: .email) }
        let step = try addressChanges.check(link.token).step
        let client = try client(of: request)
        switch step {
        case .confirm: try addressChanges.confirm(link.token, from: client)
        case .undo: try addressChanges.undo(link.token, from: client)
        }
        return page(
            templates.emailDone, status: 303, values: Self.values(step),
            leadingTo: step == .confirm ? "/email/done" : "/email/restored")
    }

    /// Where an address has been changed; anyone may look at it.
    func showNewAddress(_: Request, _: PathParameter) -> Response {
        page(templates.emailDone, values: Self.values(.confirm))
    }

    /// Where an address has been restored; anyone may look at it.
    func showRestoredAddress(_: Request, _: PathParameter) -> Response {
        page(templates.emailDone, values: Self.values(.undo))
    }

    private static func values(_ step: AddressChanges.Step, _ others: [String: String] = [:]) -> [String: String] {
        step == .undo ? others.merging(["undo": "yes"]) { value, _ in value } : others
    }
}
