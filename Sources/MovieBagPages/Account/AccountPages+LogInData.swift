import Mail
import MovieBag
import Web

/// The password and the address, by which an account is logged in to.
///
/// Tests: AccountFormTests.swift
extension AccountPages {
    private static let passwordForm = PageForm(
        fields: [
            .init(
                name: "current_password", place: FieldID("password-current", "password_current_problem"),
                label: "current_password"),
            .init(name: "password", place: FieldID("password-new", "password_new_problem"), label: "new_password"),
        ],
        opener: "password_open")

    private static let addressForm = PageForm(
        fields: [
            .init(name: "email", place: FieldID("email-new", "email_new_problem"), label: "new_email", kept: "email"),
            .init(
                name: "current_password", place: FieldID("email-current", "email_current_problem"),
                label: "current_password"),
        ],
        opener: "email_open")

    /// Every other session ends; that of this browser goes on.
    func changePassword(_ visit: Visit) throws -> Response {
        try answer(Self.passwordForm, visit) { member, client in
            try own.changePassword(
                member.authority, from: visit.field("current_password"), to: Password(visit.field("password")),
                client: client)
            return back(.passwordChanged)
        }
    }

    /// Mails a link to the new address, unless it is taken: the page does not tell which.
    func changeAddress(_ visit: Visit) throws -> Response {
        try answer(Self.addressForm, visit) { member, client in
            guard let address = EmailAddress(try visit.text("email")) else { throw InvalidValue("email", "is none") }
            try addressChanges.request(
                NewAddress(address, field: "email", allowsLocalMail: allowsLocalMail), by: member.authority,
                confirmedBy: visit.field("current_password"), from: client)
            return back(.emailMailed)
        }
    }
}
