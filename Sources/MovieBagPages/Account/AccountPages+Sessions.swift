import MovieBag
import Web

/// Tests: AccountSessionTests.swift
extension AccountPages {
    /// More than an account has, unless the site has no limits.
    private static let mostSessions = 200

    /// Ends one; that of this browser as logging out does.
    func endSession(_ visit: Visit) throws -> Response {
        guard let id = SessionID(hexadecimal: visit.parameter) else { throw NoSuchThing() }
        return try answer(.button, visit) { member, client in
            if id == member.authority.session?.sessionID {
                try sessions.logOut(member.authority, from: client)
                return frame.redirect(to: "/login?notice=\(Notice.loggedOut.rawValue)", fields: [cookie.clearing])
            }
            return try ending(as: .sessionEnded) { try sessions.end(id, of: member.account, from: client) }
        }
    }

    /// Ends all, that of this browser too.
    func logOutEverywhere(_ visit: Visit) throws -> Response {
        try answer(.button, visit) { member, client in
            try sessions.logOutEverywhere(
                member.account, andAPITokens: visit.field("tokens").elementsEqual("true".utf8), from: client)
            return frame.redirect(
                to: "/login?notice=\(Notice.loggedOutEverywhere.rawValue)", fields: [cookie.clearing])
        }
    }

    /// Says that something has ended, or that it was gone before, as after a second click.
    func ending(as notice: Notice, _ end: () throws -> Void) throws -> Response {
        do {
            try end()
            return back(notice)
        } catch is NoSuchThing {
            return back(.nothingChanged)
        }
    }

    func fillSessions(_ values: inout PageValues, of member: Visit.Member, _ texts: PageTexts) throws {
        let current = member.authority.session
        let found = try sessions.list(of: member.account, after: nil, limit: Self.mostSessions)
            .sorted { ($0.fingerprint == current ? 1 : 0, $0.used) > ($1.fingerprint == current ? 1 : 0, $1.used) }
        values["sessions_counted"] = texts("sessions_counted", count: found.count)
        values.set("sessions", list: found.map { entry($0, isCurrent: $0.fingerprint == current, texts) })
    }

    private func entry(_ session: SessionStatus, isCurrent: Bool, _ texts: PageTexts) -> PageValues {
        var entry = PageValues()
        entry["session_device"] = session.origin.agent.map { texts.device(agent: $0) } ?? texts("session_unknown")
        entry["session_kind"] = texts("session_kind_\(session.kind.rawValue)")
        entry.set("session_current", if: isCurrent)
        entry["session_used_time"] = "\(session.used)"
        entry["session_used"] = texts("session_used", ["date": texts.dateAndTime(session.used)])
        entry["session_address"] = session.origin.client
        entry["end_url"] = isCurrent ? nil : frame.address("/account/sessions/\(session.fingerprint.sessionID)/end")
        return entry
    }
}
