import TestSite

/// An account whose password is reset again and again, and what is known of it.
struct JournalReset: Sendable {
    let email: String
    var password = Site.password
    /// Access tokens of the sessions that are open.
    var sessions: [String] = []
    /// The token of the one link that can be used.
    var token: String?
    /// The password that was asked for with it.
    var wanted: String?
    var isAcknowledged = false
    /// How many resets of this account were done, each of which has sent one mail.
    var done = 0

    init(email: String) {
        self.email = email
    }

    /// Sees to it that there are two sessions, which a reset has to end, and asks for a link unless there is one.
    mutating func prepare(_ client: HTTPClient) throws {
        while sessions.count < 2 { sessions.append(try logIn(client, password).json(Token.self).token) }
        guard token == nil else { return }
        let response = try client.post("/api/auth/forgot", json: #"{"email":"\#(email)"}"#)
        guard response.status == 200 else { throw Failure("forgot for \(email): \(response.status) \(response.text)") }
    }

    /// Finds out whether what was asked for is done, and compares everything that belongs to it.
    ///
    /// - Parameters:
    ///   - state: the account's rows.
    ///   - mails: the mails of confirmation that were sent or wait in the outbox.
    /// - Returns: what is not as it must be, in sentences; empty when it is wholly done or wholly not.
    mutating func settle(
        _ client: HTTPClient, _ state: JournalSnapshot.ResetAccount, mails: Int
    ) throws -> [String] {
        guard let wanted else { return differences(state, mails: mails) }
        let login = try logIn(client, wanted)
        guard login.status == 200 else {
            var problems = differences(state, mails: mails)
            if isAcknowledged { problems.append("\(email): the reset was acknowledged and is lost") }
            for access in sessions where try !isGood(access, client) {
                problems.append("\(email): a session has ended without a reset")
            }
            sessions.append(try logIn(client, password).json(Token.self).token)
            self.wanted = nil
            return problems
        }
        var problems: [String] = []
        let former = try logIn(client, password)
        if former.status != 401 {
            problems.append("\(email): the old password is answered \(former.status) \(former.text)")
        }
        for access in sessions where try isGood(access, client) {
            problems.append("\(email): a session lives on after the reset")
        }
        (password, sessions, token, done) = (wanted, [], nil, done + 1)
        problems += differences(state, mails: mails)
        sessions = [try login.json(Token.self).token]
        (self.wanted, isAcknowledged) = (nil, false)
        return problems
    }

    private func differences(_ state: JournalSnapshot.ResetAccount, mails: Int) -> [String] {
        var problems: [String] = []
        if state.sessions != sessions.count {
            problems.append("\(email): \(state.sessions) sessions, not \(sessions.count)")
        }
        let links = token == nil ? 0 : 1
        if state.links != links { problems.append("\(email): \(state.links) usable links, not \(links)") }
        if mails != done { problems.append("\(email): \(mails) mails of confirmation, not \(done)") }
        return problems
    }

    private func logIn(_ client: HTTPClient, _ password: String) throws -> HTTPResponse {
        try client.post("/api/auth/login", json: Site.credentials(email, password))
    }

    /// Whether a session is open: only then is a movie without a name looked at, and refused.
    private func isGood(_ access: String, _ client: HTTPClient) throws -> Bool {
        let response = try client.post("/api/movies", json: "{}", token: access)
        guard response.status == 400 || response.status == 401 else {
            throw Failure("a movie without a name: \(response.status) \(response.text)")
        }
        return response.status == 400
    }
}
