import FoundationEssentials
import TestSite

/// A site of one supervisor with two processes, and one administrator, for races.
final class RaceSite {
    static let administrator = "root@example.org"

    let site: Site
    let mails: RaceMails

    init(settings: [String: String]) throws {
        site = try Site(
            settings: [
                "MOVIE_BAG_LOG_LEVEL": "error", "MOVIE_BAG_LIMITS": "no", "SWIFT_BACKTRACE": "enable=no",
            ].merging(settings) { $1 }, arguments: ["--processes", "2"])
        mails = RaceMails(site)
        // The supervisor listens before a worker process has made the database.
        try site.waitUntilItAnswers()
        let link = try site.succeed("account", "add", Self.administrator, "--administrator")
        let token = String(link.split(separator: "\n")[0].split(separator: "/").last ?? "")
        _ = try succeed(.reset(token, to: Site.password))
    }

    /// Sends a request that has to succeed.
    @discardableResult
    func succeed(_ request: HTTPRequest) throws -> HTTPResponse {
        let response = try site.client.send(request)
        guard response.status == 200 else {
            throw Failure("\(request.method) \(request.path): \(response.status) \(response.text)")
        }
        return response
    }

    /// Reads numbers by a query that makes one object of JSON.
    func numbers(_ query: String) throws -> [String: Int] {
        let text = try site.sqlite(query)
        do {
            return try JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
        } catch {
            throw Failure("not numbers: \(text.prefix(300)): \(error)")
        }
    }

    /// How many mails of a kind an address got or will get; the same one that was delivered twice counts once.
    func mails(_ kind: RaceMails.Kind, to address: String) throws -> Int {
        // First those that wait: a mail that is delivered meanwhile is in both.
        let waiting = try site.sqlite(
            """
            SELECT lower(hex(id)) FROM outbox WHERE kind = '\(kind.name)' AND (
                recipient = '\(address)'
                OR recipient IS NULL AND account = (SELECT id FROM accounts WHERE email = '\(address)'))
            """)
        return try mails.identifiers(kind, to: address).union(waiting.split(separator: "\n").map(String.init)).count
    }

    /// The numbers of those passwords that open an account.
    func goodPasswords(of email: String, among passwords: [String]) throws -> [Int] {
        let connection = try site.client.connect()
        return try passwords.indices.filter { number in
            let request = HTTPRequest("POST", "/api/auth/login", json: Site.credentials(email, passwords[number]))
            let response = try connection.exchange(request)
            guard response.status == 200 || response.status == 401 else {
                throw Failure("log-in of \(email): \(response.status) \(response.text)")
            }
            return response.status == 200
        }
    }

    /// Expects that what no request has done can be done now.
    func expectStillPossible(_ request: HTTPRequest, _ findings: inout RaceFindings) throws {
        let response = try site.client.send(request)
        findings.expect(
            response.status == 200, "nothing was done, and now \(request.path) is \(response.status) \(response.text)")
    }

    /// What holds after every round, whatever the race.
    func examine(_ findings: inout RaceFindings) throws {
        let integrity = try site.sqlite("PRAGMA integrity_check")
        findings.expect(integrity == "ok", "integrity_check: \(integrity)")
        findings.compare(
            try numbers(
                """
                SELECT json_object(
                    'orphans', (SELECT count(*) FROM pragma_foreign_key_check),
                    'hiding', (SELECT hiding FROM collection)
                        - (SELECT count(*) FROM departures WHERE heir IS NULL),
                    'waiting', (SELECT sum(waiting) FROM outbox_queues)
                        - (SELECT count(*) FROM outbox WHERE buried IS NULL))
                """),
            with: ["orphans": 0, "hiding": 0, "waiting": 0], after: "the database")
    }
}

extension HTTPRequest {
    /// Uses the link for a new password.
    static func reset(_ token: String, to password: String) -> HTTPRequest {
        HTTPRequest("POST", "/api/auth/reset", json: #"{"reset_token":"\#(token)","password":"\#(password)"}"#)
    }
}
