import Web

/// Tests: AdminSafetyTests.swift
extension Pages {
    /// What administrators look at, and what their forms are sent to.
    static let administrationRows: [Row] = administrationViews + administrationForms.flatMap(\.self)

    private static let administrationViews: [Row] = [
        (page(.get, "/admin", by: .administrator), { $0.administration.showAccounts }),
        (page(.get, "/admin/invitations", by: .administrator), { $0.administration.showInvitations }),
        (page(.post, "/admin/invitations", by: .administrator, body: form), { $0.administration.invite }),
        (page(.get, "/admin/outbox", by: .administrator), { $0.administration.showOutbox }),
        (page(.get, "/admin/audit", by: .administrator), { $0.administration.showAudit }),
    ]

    private static let administrationForms: [[Row]] = [
        change("disable") { $0.administration.disable },
        change("enable") { $0.administration.enable },
        change("promote") { $0.administration.promote },
        change("demote") { $0.administration.demote },
        change("reset") { $0.administration.mailReset },
        change("end-sessions") { $0.administration.endSessions },
        administrationForm(
            "/admin/invitations/{id}/withdraw", instead: { $0.administration.showInvitationsInstead },
            { $0.administration.withdraw }),
        administrationForm(
            "/admin/outbox/retry", instead: { $0.administration.showOutboxInstead }, { $0.administration.retryAll }),
        administrationForm(
            "/admin/outbox/{id}/retry", instead: { $0.administration.showOutboxInstead }, { $0.administration.retry }),
        administrationForm(
            "/admin/outbox/{id}/drop", instead: { $0.administration.showOutboxInstead }, { $0.administration.drop }),
    ]

    /// A change of an account of the list.
    private static func change(_ action: String, _ handler: @escaping RowHandler) -> [Row] {
        administrationForm(
            "/admin/accounts/{id}/\(action)", instead: { $0.administration.showAccountsInstead }, handler)
    }

    /// - Parameter instead: what is shown where the address is opened and no form sent to it.
    private static func administrationForm(
        _ path: String, instead: @escaping RowHandler, _ handler: @escaping RowHandler
    ) -> [Row] {
        [
            (page(.get, path, by: .administrator), instead),
            (page(.post, path, by: .administrator, body: form), handler),
        ]
    }
}
