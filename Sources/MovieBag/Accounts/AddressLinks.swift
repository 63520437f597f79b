import Mail

/// Makes the links that change the address of an account, or change it back.
///
/// Tests: AddressChangeTests.swift, AddressUndoTests.swift
struct AddressLinks {
    let identifiers: ObjectIDGenerator
    let tokens: TokenIssuer

    /// A link in a mail to an address, which its account gets, or gets back, by it.
    func make(
        _ kind: MailKind, _ purpose: TokenPurpose, to address: EmailAddress, of account: AccountID, at now: UnixTime
    ) -> PendingLink {
        let claims = tokens.newClaims(purpose, for: account, at: now)
        let mail = OutboxMail(
            id: OutboxMailID(identifiers.next()), account: account, to: address, content: .link(kind, claims),
            written: now)
        return PendingLink(claims: claims, address: address, mail: mail)
    }
}
