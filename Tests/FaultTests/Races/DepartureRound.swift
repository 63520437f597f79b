import TestSite

/// The deletion of an account against movies that are added in its name; in odd rounds they stay, with the administrator.
struct DepartureRound: RaceRound {
    private static let prepared = 20

    let refusals: Set = ["401 BadAccessToken", "403 WrongPassword"]
    let requests: [HTTPRequest]
    private let email: String
    private let id: String
    private let leavesMovies: Bool
    /// What the names of its movies begin with.
    private let prefix: String
    private let deletions: [Int]
    private let additions: [Int]

    init(_ number: Int, at site: RaceSite) throws {
        (email, prefix, leavesMovies) = ("leaver-\(number)@example.org", "Movie \(number)-", number % 2 == 1)
        id = try site.site.signUp(email)
        let access = try site.site.logIn(email)
        for movie in 0..<Self.prepared { try site.site.addMovie("\(prefix)before-\(movie)", token: access) }
        let current = #""current_password":"\#(Site.password)""#
        let made = try site.succeed(
            HTTPRequest(
                "POST", "/api/auth/tokens", json: #"{\#(current),"name":"script","scope":"write","days":1}"#,
                token: access))
        let script = try made.json(Token.self).token
        try site.succeed(Site.forgot(email))
        try site.succeed(
            HTTPRequest(
                "POST", "/api/auth/email", json: #"{\#(current),"email":"away-\#(number)@example.org"}"#,
                token: access))
        let clients = 0..<RaceDriver.clients
        deletions = clients.filter { $0.isMultiple(of: 8) }
        additions = clients.filter { !$0.isMultiple(of: 8) }
        let deletion = #"{\#(current),"movies":"\#(leavesMovies ? "leave" : "delete")"}"#
        requests = clients.map { [prefix] client in
            client.isMultiple(of: 8)
                ? HTTPRequest("POST", "/api/auth/delete", json: deletion, token: access)
                : HTTPRequest(
                    "POST", "/api/movies", json: Site.movie("\(prefix)\(client)"),
                    token: client.isMultiple(of: 2) ? access : script)
        }
    }

    func settle(_ responses: RaceResponses, at site: RaceSite, _ findings: inout RaceFindings) throws {
        let numbers = try numbers(at: site)
        let isDeleted = numbers["deleted"] == 1
        findings.expect(
            isDeleted || responses.refused(among: additions).isEmpty, "movies were refused, and the account is there")
        findings.judge(
            [RaceEffect(name: "the account is deleted", contenders: deletions, isDone: isDeleted)], responses)
        let expected =
            isDeleted
            ? ["sessions": 0, "API tokens": 0, "links": 0, "clients": 0, "mails": 0, "records": 1, "address": 0]
            : ["sessions": 1, "API tokens": 1, "links": 2, "clients": 1, "records": 0, "address": 1]
        findings.compare(numbers, with: expected, after: isDeleted ? "deleted" : "not deleted")
        let notices = try site.mails(.accountDeleted, to: email)
        findings.compare(["notices": notices], with: ["notices": isDeleted ? 1 : 0], after: "mails")
        if isDeleted && !leavesMovies { findings.expect(try movies(at: site).isEmpty, "movies are seen after all") }
        if isDeleted {
            try wait(for: "the end of the departure") { try site.site.sqlite("SELECT count(*) FROM departures") == "0" }
        }
        try settleMovies(responses, at: site, isDeleted: isDeleted, &findings)
        if isDeleted {
            try site.site.signUp(email)
        } else {
            try site.expectStillPossible(requests[deletions[0]], &findings)
        }
    }

    /// The movies of the round as the API shows them.
    private func movies(at site: RaceSite) throws -> [Movie] {
        try site.site.allMovies().filter { $0.name.hasPrefix(prefix) }
    }

    private func settleMovies(
        _ responses: RaceResponses, at site: RaceSite, isDeleted: Bool, _ findings: inout RaceFindings
    ) throws {
        let movies = try movies(at: site)
        if isDeleted && !leavesMovies {
            findings.expect(movies.isEmpty, "movies outlive the account")
        } else {
            let names = Set(movies.map(\.name))
            var wanted = Set((0..<Self.prepared).map { "\(prefix)before-\($0)" })
            wanted.formUnion(responses.done(among: additions).map { "\(prefix)\($0)" })
            let possible = wanted.union(responses.unknown(among: additions).map { "\(prefix)\($0)" })
            findings.expect(names.isSuperset(of: wanted), "lost: \(wanted.subtracting(names).sorted())")
            findings.expect(names.isSubset(of: possible), "refused and there: \(names.subtracting(possible).sorted())")
        }
        findings.compare(
            try site.numbers(
                """
                SELECT json_object(
                    'kept', (SELECT count(*) FROM movies WHERE lower(hex(added_by)) = '\(id)'),
                    'miscounted accounts', (
                        SELECT count(*) FROM accounts
                        WHERE movies <> (SELECT count(*) FROM movies WHERE added_by = accounts.id)))
                """), with: ["kept": isDeleted ? 0 : movies.count, "miscounted accounts": 0], after: "movies")
    }

    private func numbers(at site: RaceSite) throws -> [String: Int] {
        func count(_ rows: String) -> String {
            "(SELECT count(*) FROM \(rows) AND account = accounts.id)"
        }
        return try site.numbers(
            """
            SELECT json_object(
                'deleted', deleted IS NOT NULL,
                'address', email = '\(email)',
                'sessions', \(count("sessions WHERE true")),
                'API tokens', \(count("api_tokens WHERE true")),
                'links', \(count("links WHERE true")),
                'clients', \(count("known_clients WHERE true")),
                'mails', \(count("outbox WHERE true")),
                'records', \(count("audit WHERE kind = 'account-deleted'")))
            FROM accounts WHERE lower(hex(id)) = '\(id)'
            """)
    }
}
