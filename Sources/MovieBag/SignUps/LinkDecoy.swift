import Mail

/// What a link that is not made would have been made from, where a site hides its accounts: the storage does the work of
/// making it and takes that back, so that the time of a response does not tell whether a link was made.
///
/// Tests: HiddenAccountTests.swift
package struct LinkDecoy: Sendable {
    /// It stays nowhere.
    package let link: PendingLink

    init(for email: EmailAddress, at now: UnixTime, _ tokens: TokenIssuer, _ identifiers: ObjectIDGenerator) {
        let claims = tokens.newClaims(.verify, about: identifiers.next(), at: now)
        link = PendingLink(
            claims: claims, isOfSignUp: true,
            mail: OutboxMail(
                id: OutboxMailID(identifiers.next()), account: nil, to: email, content: .link(.verify, claims),
                written: now))
    }
}
