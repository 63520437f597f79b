import TestSite

/// An account of a round in which changes of its address and of its password contend.
struct AddressRoundAccount {
    let old: String
    let new: String
    private let id: String

    /// Signs up, opens a session, and asks for a new address.
    ///
    /// - Returns: also the token of the link that confirms the new address.
    static func make(_ name: String, at site: RaceSite) throws -> (AddressRoundAccount, token: String) {
        let old = "old-\(name)@example.org"
        let account = AddressRoundAccount(
            old: old, new: "new-\(name)@example.org", id: try site.site.signUp(old))
        let access = try site.site.logIn(old)
        try site.succeed(
            HTTPRequest(
                "POST", "/api/auth/email",
                json: """
                    {"current_password":"\(Site.password)","email":"\(account.new)"}
                    """, token: access))
        return (account, try site.mails.token(.emailChange, to: account.new))
    }

    /// Asks for a link for a new password.
    ///
    /// - Parameter email: the address that the account has.
    static func resetToken(for email: String, at site: RaceSite) throws -> String {
        try site.succeed(Site.forgot(email))
        return try site.mails.token(.reset, to: email)
    }

    /// Numbers of what belongs to it.
    func numbers(at site: RaceSite) throws -> [String: Int] {
        func count(_ rows: String) -> String {
            "(SELECT count(*) FROM \(rows) AND account = (SELECT id FROM accounts WHERE lower(hex(id)) = '\(id)'))"
        }
        return try site.numbers(
            """
            SELECT json_object(
                'old address', (SELECT count(*) FROM accounts WHERE lower(hex(id)) = '\(id)' AND email = '\(old)'),
                'new address', (SELECT count(*) FROM accounts WHERE lower(hex(id)) = '\(id)' AND email = '\(new)'),
                'no password', (SELECT count(*) FROM accounts WHERE lower(hex(id)) = '\(id)' AND password = ''),
                'sessions', \(count("sessions WHERE true")),
                'reset links', \(count("links WHERE purpose = 'reset' AND repetitions IS NULL")),
                'used reset links', \(count("links WHERE purpose = 'reset' AND repetitions IS NOT NULL")),
                'address links', \(count("links WHERE purpose = 'email'")),
                'undo links', \(count("links WHERE purpose = 'undo' AND address = '\(old)'")),
                'changes', \(count("audit WHERE kind = 'address-changed'")),
                'restorations', \(count("audit WHERE kind = 'address-restored'")),
                'resets', \(count("audit WHERE kind = 'password-reset'")))
            """)
    }
}
