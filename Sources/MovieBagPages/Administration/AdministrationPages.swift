import Mail
import MovieBag
import Web

/// The pages of administrators: accounts, invitations, mails that are not delivered, and what was recorded.
///
/// Tests: AdminAccountPageTests.swift, AdminSafetyTests.swift
struct AdministrationPages {
    let frame: PageFrame
    let clients: ClientRecognition
    /// Whether an address without a dot in its domain may be invited.
    let allowsLocalMail: Bool
    let parts: AdministrationParts

    /// One of the four.
    func page(
        _ name: PageName, for visit: Visit, _ values: PageValues, _ manner: PageFrame.Manner = .init()
    ) throws -> Response {
        var all = values
        all.set("here_admin", if: true)
        all["admin_accounts_url"] = frame.address("/admin")
        all["admin_invitations_url"] = frame.address("/admin/invitations")
        all["admin_outbox_url"] = frame.address("/admin/outbox")
        all["admin_audit_url"] = frame.address("/admin/audit")
        all.set("here_admin_accounts", if: name == .admin)
        all.set("here_admin_invitations", if: name == .adminInvitations)
        all.set("here_admin_outbox", if: name == .adminOutbox)
        all.set("here_admin_audit", if: name == .adminAudit)
        let dead = try parts.outbox.figures().dead
        all["dead_counted"] = dead == 0 ? nil : visit.texts("dead_counted", count: dead)
        return frame.page(name, for: visit, all, manner)
    }

    /// The address of an account, by which administrators know it; its identifier when it is gone.
    func shownName(of account: AccountID) throws -> String {
        try profile(of: account)?.email.text ?? "\(account)"
    }

    /// `nil` for an account that is gone.
    func profile(of account: AccountID) throws -> Profile? {
        do {
            return try parts.administration.account(account)
        } catch is NoSuchThing {
            return nil
        }
    }
}
