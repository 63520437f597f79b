import Mail

/// Tests: AddressChangeTests.swift, ConfirmationRaceTests.swift
extension AddressChanges {
    /// Mails a link to a new address. Where another account has it, or may have it back, nothing is mailed, and the caller is
    /// not told.
    ///
    /// - Parameter current: the password that confirms it, as sent.
    /// - Throws: ``AccountError/wrongPassword``; ``LimitReached`` or ``Overloaded``, whether or not the address is free.
    package func request(
        _ address: NewAddress, by authority: Authority, confirmedBy current: [UInt8], from client: Client
    ) throws {
        let confirmation = try proof.require(current, by: authority, from: client)
        let account = authority.account
        let now = clock.now
        let isFree = try store.isFree(address.email, for: account, at: now)
        let link = isFree ? newLink(.emailChange, .email, to: address.email, of: account, at: now) : nil
        let isMade = try audit.record(.addressChangeRequested, of: account, from: client) { entry in
            try store.begin(
                LinkRequest(from: client, at: now, link: link, confirmedBy: confirmation, recording: entry),
                within: limits)
        }
        if isMade { channel.signal() }
    }
}
