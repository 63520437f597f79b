import TestSite

/// Two links of one sign-up, each used by half of the clients, each with a password of its own.
struct VerifyRound: RaceRound {
    let refusals: Set = ["403 BadToken"]
    let requests: [HTTPRequest]
    private let email: String
    private let passwords: [String]

    init(_ number: Int, at site: RaceSite) throws {
        let email = "claim-\(number)@example.org"
        let tokens = try (0..<2).map { _ in
            try site.succeed(HTTPRequest("POST", "/api/auth/signup", json: Site.credentials(email)))
            return try site.mails.token(.verify, to: email)
        }
        self.email = email
        let passwords = (0..<RaceDriver.clients).map { "proof \(number) of client \($0)" }
        self.passwords = passwords
        requests = passwords.indices.map { .verify(tokens[$0 % 2], passwords[$0]) }
    }

    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws {
        let numbers = try site.numbers(
            """
            WITH account (id) AS (SELECT id FROM accounts WHERE email = '\(email)' AND verified = 1)
            SELECT json_object(
                'accounts', (SELECT count(*) FROM account),
                'unproved accounts', (SELECT count(*) FROM accounts WHERE email = '\(email)' AND verified = 0),
                'claims', (SELECT count(*) FROM claims WHERE email = '\(email)'),
                'links', (SELECT count(*) FROM links WHERE claim IN (SELECT id FROM claims WHERE email = '\(email)')),
                'used links', (
                    SELECT count(*) FROM links
                    WHERE account IN account AND purpose = 'verify' AND repetitions IS NOT NULL),
                'waiting mails', (SELECT count(*) FROM outbox WHERE kind = 'verify' AND recipient = '\(email)'),
                'records', (SELECT count(*) FROM audit WHERE account IN account AND kind = 'address-verified'))
            """)
        let clients = requests.indices
        let isProved = numbers["accounts"] == 1
        findings.judge(
            [RaceEffect(name: "the address is proved", contenders: Array(clients), isDone: isProved)], responses)
        var expected = ["unproved accounts": 0]
        for (name, left, made) in [
            ("accounts", 0, 1), ("claims", 1, 0), ("links", 2, 0), ("used links", 0, 1), ("records", 0, 1),
        ] {
            expected[name] = isProved ? made : left
        }
        if isProved { expected["waiting mails"] = 0 }
        findings.compare(numbers, with: expected, after: isProved ? "proved" : "not proved")
        if isProved {
            let good = try site.goodPasswords(of: email, among: passwords)
            findings.expectOnePassword(good, of: responses.possible(among: clients))
        } else {
            try site.expectStillPossible(requests[0], &findings)
        }
    }
}

extension HTTPRequest {
    /// Uses the link that proves an address.
    fileprivate static func verify(_ token: String, _ password: String) -> HTTPRequest {
        HTTPRequest("POST", "/api/auth/verify", json: #"{"token":"\#(token)","password":"\#(password)"}"#)
    }
}
