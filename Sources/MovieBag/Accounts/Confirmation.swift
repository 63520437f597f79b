/// That the user of a session has shown the password of the account, for a change that matters.
///
/// The password takes a while to check, in which it may be replaced and the session may end: so whatever a confirmation leads
/// to asks for both again in its own transaction. Made by ``PasswordProof``.
///
/// Tests: ConfirmationRaceTests.swift
package struct Confirmation: Sendable {
    package let account: AccountID
    /// What the password was checked against.
    package let password: PasswordHash
    /// `nil` where there is none to ask for.
    package let session: TokenFingerprint?

    package init(account: AccountID, password: PasswordHash, session: TokenFingerprint?) {
        self.account = account
        self.password = password
        self.session = session
    }
}
