import FoundationEssentials
import TestSite

/// The two administrators of a site, who demote and disable each other and themselves.
struct AdministratorRound: RaceRound {
    private static let addresses = [RaceSite.administrator, "deputy@example.org"]

    private struct Administrator {
        let id: String
        let access: String
    }

    let refusals: Set = ["401 BadAccessToken", "403 AdministratorsOnly", "409 LastAdministrator"]
    let requests: [HTTPRequest]
    /// The one whom each request would demote or disable: 0 or 1.
    private let targets: [Int]
    /// Numbers of both before the race.
    private let before: [[String: Int]]

    init(_: Int, at site: RaceSite) throws {
        let administrators = try Self.appoint(at: site)
        var (targets, requests): ([Int], [HTTPRequest]) = ([], [])
        for client in 0..<RaceDriver.clients {
            let (actor, target) = (client % 2, client % 8 >= 6 ? client % 2 : 1 - client % 2)
            targets.append(target)
            requests.append(
                .change(
                    administrators[target].id, client % 4 < 2 ? #"{"role":"member"}"# : #"{"disabled":true}"#,
                    by: administrators[actor].access))
        }
        (self.targets, self.requests) = (targets, requests)
        before = try Self.addresses.map { try Self.numbers(of: $0, at: site) }
    }

    /// Makes both accounts administrators, and gives each of them what is to end with the role.
    private static func appoint(at site: RaceSite) throws -> [Administrator] {
        let left = try site.site.sqlite(
            "SELECT email FROM accounts WHERE role = 'administrator' AND disabled IS NULL ORDER BY id LIMIT 1")
        let access = try site.site.logIn(left)
        let ids = try addresses.map { address in
            let id = try site.site.sqlite("SELECT lower(hex(id)) FROM accounts WHERE email = '\(address)'")
            return id.isEmpty ? try site.site.signUp(address) : id
        }
        // An address that was not proved makes no administrator.
        _ = try site.site.sqlite("UPDATE accounts SET verified = 1", readOnly: false)
        for id in ids { try site.succeed(.change(id, #"{"role":"administrator","disabled":false}"#, by: access)) }
        return try zip(ids, addresses).map { id, address in
            let access = try site.site.logIn(address)
            try site.succeed(HTTPRequest("POST", "/api/invitations", json: "{}", token: access))
            try site.succeed(Site.forgot(address))
            try site.succeed(
                HTTPRequest(
                    "POST", "/api/auth/tokens",
                    json: """
                        {"current_password":"\(Site.password)","name":"script","scope":"write","days":1}
                        """, token: access))
            return Administrator(id: id, access: access)
        }
    }

    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws {
        let after = try Self.addresses.map { try Self.numbers(of: $0, at: site) }
        findings.expect(after.contains { $0["administrator"] == 1 }, "the site has no administrator")
        findings.judge(
            [0, 1].map { number in
                RaceEffect(
                    name: "\(Self.addresses[number]) is no administrator",
                    contenders: targets.indices.filter { targets[$0] == number },
                    isDone: after[number]["administrator"] != 1, mayRepeat: true)
            }, responses)
        for (address, (before, after)) in zip(Self.addresses, zip(before, after)) {
            findings.compare(after, with: Self.expected(before, after), after: address)
        }
        if after.allSatisfy({ $0["administrator"] == 1 }) { try site.expectStillPossible(requests[0], &findings) }
    }

    /// What belongs to one of them with the role, and whether disabled, that it has.
    private static func expected(_ before: [String: Int], _ after: [String: Int]) -> [String: Int] {
        var expected = before
        expected["administrator"] = after["administrator"]
        expected["disabled"] = after["disabled"]
        expected["member"] = after["member"]
        if after["administrator"] != 1 { expected["invitations"] = 0 }
        if after["disabled"] == 1 { for name in ["sessions", "API tokens", "links"] { expected[name] = 0 } }
        // Two who ask for the same at once are recorded both.
        for (name, change) in [("demotions", "member"), ("disablings", "disabled")] where after[change] == 1 {
            expected[name] = max(after[name] ?? 0, (before[name] ?? 0) + 1)
        }
        return expected
    }

    private static func numbers(of address: String, at site: RaceSite) throws -> [String: Int] {
        func count(_ rows: String) -> String {
            "(SELECT count(*) FROM \(rows) AND account = accounts.id)"
        }
        return try site.numbers(
            """
            SELECT json_object(
                'administrator', role = 'administrator' AND disabled IS NULL,
                'member', role = 'member',
                'disabled', disabled IS NOT NULL,
                'sessions', \(count("sessions WHERE true")),
                'API tokens', \(count("api_tokens WHERE true")),
                'links', \(count("links WHERE true")),
                'invitations', (SELECT count(*) FROM invitations WHERE made_by = accounts.id),
                'demotions', \(count("audit WHERE kind = 'role-changed' AND detail = 'role member'")),
                'disablings', \(count("audit WHERE kind = 'account-disabled'")))
            FROM accounts WHERE email = '\(address)'
            """)
    }
}

extension HTTPRequest {
    /// Changes an account as an administrator.
    fileprivate static func change(_ account: String, _ change: String, by access: String) -> HTTPRequest {
        HTTPRequest("PATCH", "/api/accounts/\(account)", json: change, token: access)
    }
}
