import MovieBag

/// What the pages of administrators are made of, besides what all pages are.
package struct AdministrationParts {
    let administration: Administration
    let access: AccountAccess
    let invitations: Invitations
    let outbox: OutboxCare
    let audit: Audit

    package init(
        administration: Administration, access: AccountAccess, invitations: Invitations, outbox: OutboxCare,
        audit: Audit
    ) {
        self.administration = administration
        self.access = access
        self.invitations = invitations
        self.outbox = outbox
        self.audit = audit
    }
}
