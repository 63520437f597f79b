import Mail

/// A link that is about to be mailed.
///
/// Tests: LinkSpacingTests.swift
package struct PendingLink: Sendable {
    package let claims: TokenClaims
    /// Whether it is about a pending sign-up; otherwise it is about an account.
    package let isOfSignUp: Bool
    /// The address that its account is to get, or may have back; `nil` for a link that changes none.
    package let address: EmailAddress?
    package let mail: OutboxMail

    package init(claims: TokenClaims, isOfSignUp: Bool = false, address: EmailAddress? = nil, mail: OutboxMail) {
        self.claims = claims
        self.isOfSignUp = isOfSignUp
        self.address = address
        self.mail = mail
    }
}
