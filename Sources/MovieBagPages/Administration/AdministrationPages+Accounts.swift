import Mail
import MovieBag
import Text
import Web

/// The list of accounts.
///
/// Tests: AdminAccountPageTests.swift
extension AdministrationPages {
    private static let notices: [Notice] = [
        .accountDisabled, .accountEnabled, .accountPromoted, .accountDemoted, .resetMailed, .sessionsEnded,
    ]

    func showAccounts(_ visit: Visit) throws -> Response {
        var values = PageValues()
        values["notice"] = try notice(visit)
        return try accountsPage(visit, values)
    }

    /// At an address that only takes forms: a browser asks for it after a log-in.
    func showAccountsInstead(_: Visit) -> Response { frame.redirect(to: "/admin") }

    func accountsPage(_ visit: Visit, _ values: PageValues, _ manner: PageFrame.Manner = .init()) throws -> Response {
        let view = AccountListView(visit)
        let me = try visit.requireMember().account
        var all = values
        all["search_url"] = frame.address("/admin")
        all["invite_url"] = frame.address("/admin/invitations")
        all["email"] = view.email
        let found = try view.accounts(parts.administration)
        let shown = view.part.fill(&all, with: found, id: \.account) { after in
            frame.address(after.map { "/admin?after=\($0)" } ?? "/admin")
        }
        all.set("accounts", list: shown.map { entry($0, isSelf: $0.account == me, in: view, visit.texts) })
        all.set("nothing_found", if: shown.isEmpty)
        return try page(.admin, for: visit, all, manner)
    }

    /// The name of the account is looked up: the address of a page puts no words into it.
    private func notice(_ visit: Visit) throws -> String? {
        let query = visit.query
        guard let notice = Notice(in: query, of: Self.notices),
            let id = query.all("account").first.flatMap({ AccountID(hexadecimal: $0[...]) }),
            let email = try profile(of: id)?.email.text
        else { return nil }
        return visit.texts("notice_\(notice.rawValue)", ["account": visit.texts.isolated(email)])
    }

    private func entry(
        _ account: Profile, isSelf: Bool, in view: AccountListView, _ texts: PageTexts
    ) -> PageValues {
        var entry = PageValues()
        entry["account_email"] = account.email.text
        entry["account_person"] = account.name?.text
        entry["account_role"] = texts("role_\(account.role.rawValue)")
        entry.set("account_administrator", if: account.role == .administrator)
        entry.set("account_disabled", if: account.isDisabled)
        entry.set("account_unverified", if: !account.isVerified)
        entry.set("account_self", if: isSelf)
        entry["account_joined_time"] = "\(account.created)"
        entry["account_joined"] = texts("joined", ["date": texts.date(account.created)])
        entry["account_audit_url"] = frame.address("/admin/audit?account=\(account.account)")
        func offer(_ name: StaticString, _ action: String, if isPossible: Bool) {
            entry[name] = isPossible ? frame.address(view.path("/admin/accounts/\(account.account)/\(action)")) : nil
        }
        // This page is for administrators, so that another one is never the last.
        offer("disable_url", "disable", if: !isSelf && !account.isDisabled)
        offer("enable_url", "enable", if: account.isDisabled)
        offer("promote_url", "promote", if: account.role == .member && account.isVerified)
        offer("demote_url", "demote", if: !isSelf && account.role == .administrator)
        offer("account_reset_url", "reset", if: !account.isDisabled)
        offer("account_end_url", "end-sessions", if: !isSelf)
        return entry
    }
}
