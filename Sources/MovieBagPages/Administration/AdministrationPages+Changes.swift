import MovieBag
import Web

/// What is done with an account of the list.
///
/// Tests: AdminChangeTests.swift
extension AdministrationPages {
    func disable(_ visit: Visit) throws -> Response {
        try change(visit, to: AccountChange(isDisabled: true), .accountDisabled)
    }

    func enable(_ visit: Visit) throws -> Response {
        try change(visit, to: AccountChange(isDisabled: false), .accountEnabled)
    }

    func promote(_ visit: Visit) throws -> Response {
        try change(visit, to: AccountChange(role: .administrator), .accountPromoted)
    }

    func demote(_ visit: Visit) throws -> Response {
        try change(visit, to: AccountChange(role: .member), .accountDemoted)
    }

    func mailReset(_ visit: Visit) throws -> Response {
        try answer(visit, .resetMailed) { account, me, client in
            try parts.access.mailReset(for: account, by: me, from: client)
        }
    }

    func endSessions(_ visit: Visit) throws -> Response {
        try answer(visit, .sessionsEnded) { account, me, client in
            try parts.administration.endSessions(of: account, by: me, from: client)
        }
    }

    private func change(_ visit: Visit, to change: AccountChange, _ notice: Notice) throws -> Response {
        try answer(visit, notice) { account, me, client in
            try parts.administration.change(account, to: change, by: me, from: client)
        }
    }

    /// Does something with the account in the path, and leads back to the list; shows the list with the reason when it cannot be
    /// done any more.
    private func answer(
        _ visit: Visit, _ notice: Notice,
        _ body: (_ account: AccountID, _ administrator: AccountID, _ client: Client) throws -> Void
    ) throws -> Response {
        let me = try visit.requireMember().account
        guard let account = AccountID(hexadecimal: visit.parameter) else { throw NoSuchThing() }
        do {
            _ = try visit.form
            try body(account, me, clients.client(of: visit))
        } catch {
            let (values, manner) = try frame.again(.button, visit, error)
            return try accountsPage(visit, values, manner)
        }
        let view = AccountListView(visit)
        return frame.redirect(
            to: view.path("/admin", adding: ["notice=\(notice.rawValue)", "account=\(account)"]))
    }
}
