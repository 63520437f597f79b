/// One request for a mail with a link: what counts against the budgets, and the link that may be made.
///
/// Tests: LinkBudgetTests.swift
package struct LinkRequest: Sendable {
    /// Whose budget it counts against; `nil` when its address does not tell one client from another.
    package let client: ClientNetwork?
    package let time: UnixTime
    /// `nil` when no account has the address: then it only counts.
    package let link: PendingLink?
    /// What must hold still when the link is made; `nil` when anyone may ask for it.
    package let confirmation: Confirmation?
    /// What is recorded with it; `nil` when it is only asked whether there is room.
    package let entry: AuditEntry?

    package init(
        from client: Client, at time: UnixTime, link: PendingLink?, confirmedBy confirmation: Confirmation? = nil,
        recording entry: AuditEntry? = nil
    ) {
        self.client = client.isIdentified ? client.network : nil
        self.time = time
        self.link = link
        self.confirmation = confirmation
        self.entry = entry
    }
}
