import Web

/// Tests: AccountPageTests.swift
extension Pages {
    /// The own account.
    static let accountRows: [Row] = accountViews + accountForms.flatMap(\.self)

    private static let accountViews: [Row] = [
        (page(.get, "/account", by: .session), { $0.account.show }),
        (page(.get, "/account/export", by: .session), { $0.account.export }),
        (page(.get, "/account/gone"), { $0.account.showGone }),
    ]

    private static let accountForms: [[Row]] = [
        accountForm("/account/profile") { $0.account.changeProfile },
        accountForm("/account/password") { $0.account.changePassword },
        accountForm("/account/email") { $0.account.changeAddress },
        accountForm("/account/logout-all") { $0.account.logOutEverywhere },
        accountForm("/account/delete") { $0.account.leave },
        accountForm("/account/tokens") { $0.account.makeToken },
        accountForm("/account/tokens/{id}/end") { $0.account.endToken },
        accountForm("/account/sessions/{id}/end") { $0.account.endSession },
    ]

    private static func accountForm(_ path: String, _ handler: @escaping RowHandler) -> [Row] {
        [
            (page(.get, path, by: .session), { $0.account.showInstead }),
            (page(.post, path, by: .session, body: form), handler),
        ]
    }
}
