import Mail

package typealias InvitationID = Identifier<Invitation>

/// Leave to sign up, once, which an administrator gives. Its token is shown once, and what is kept of it is a fingerprint.
///
/// Tests: InvitationTests.swift
package struct Invitation: Sendable, Equatable {
    package let id: InvitationID
    /// The only address that may sign up by it, which it is mailed to, and which it proves; `nil` for any.
    package let email: EmailAddress?
    /// That of the account.
    package let role: Role
    package let expires: UnixTime

    package init(id: InvitationID, email: EmailAddress?, role: Role, expires: UnixTime) {
        self.id = id
        self.email = email
        self.role = role
        self.expires = expires
    }

    /// When it was made, to the second: its identifier says it.
    package var created: UnixTime { id.value.time }

    /// For how many days one may be good.
    package static let lifetimes = 1...90
}
