import TestSite

/// One invitation, used by every client for an address of its own.
struct InvitationRound: RaceRound {
    private struct Made: Decodable {
        let id: String
        let link: String
    }

    let refusals: Set = ["403 BadInvitation"]
    let requests: [HTTPRequest]
    private let invitation: String
    /// What the addresses of the round begin with.
    private let prefix: String

    init(_ number: Int, at site: RaceSite) throws {
        let access = try site.site.logIn(RaceSite.administrator)
        let response = try site.succeed(HTTPRequest("POST", "/api/invitations", json: #"{"days":1}"#, token: access))
        let made = try response.json(Made.self)
        invitation = made.id
        let token = made.link.split(separator: "/").last ?? ""
        let prefix = "guest-\(number)-"
        self.prefix = prefix
        requests = (0..<RaceDriver.clients).map { client in
            HTTPRequest(
                "POST", "/api/auth/signup",
                json: """
                    {"email":"\(prefix)\(client)@example.org","password":"\(Site.password)","invitation":"\(token)"}
                    """)
        }
    }

    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws {
        let clients = requests.indices
        let addresses = try site.site.sqlite("SELECT email FROM accounts WHERE email GLOB '\(prefix)*'")
            .split(separator: "\n").map(String.init)
        let isUsed = !addresses.isEmpty
        findings.judge(
            [RaceEffect(name: "the invitation is used", contenders: Array(clients), isDone: isUsed)], responses)
        findings.compare(
            try site.numbers(
                """
                WITH account (id) AS (SELECT id FROM accounts WHERE email GLOB '\(prefix)*')
                SELECT json_object(
                    'accounts', (SELECT count(*) FROM account),
                    'invitations', (SELECT count(*) FROM invitations WHERE lower(hex(id)) = '\(invitation)'),
                    'used links', (
                        SELECT count(*) FROM links
                        WHERE account IN account AND purpose = 'invitation' AND repetitions IS NOT NULL),
                    'records', (SELECT count(*) FROM audit WHERE account IN account AND kind = 'signup'))
                """),
            with: isUsed
                ? ["accounts": 1, "invitations": 0, "used links": 1, "records": 1]
                : ["accounts": 0, "invitations": 1, "used links": 0, "records": 0],
            after: isUsed ? "used" : "not used")
        if isUsed {
            let possible = responses.possible(among: clients).map { "\(prefix)\($0)@example.org" }
            findings.expect(possible.contains(addresses[0]), "\(addresses[0]) is none of \(possible)")
            _ = try site.site.logIn(addresses[0])
        } else {
            try site.expectStillPossible(requests[0], &findings)
        }
    }
}
