import TestSite

extension Site {
    /// Asks for a new password, and expects the promise of a mail.
    func forget(_ email: String, on connection: HTTPConnection? = nil) throws {
        let answer = try (connection ?? client.connect()).exchange(Self.forgot(email))
        guard answer.status == 200 else { throw Failure("forgot for \(email): \(answer.status) \(answer.text)") }
    }

    static func forgot(_ email: String) -> HTTPRequest {
        HTTPRequest("POST", "/api/auth/forgot", json: #"{"email":"\#(email)"}"#)
    }

    /// How many letters of the outbox fulfil a condition of SQL.
    func letters(where condition: String = "TRUE") throws -> Int {
        let text = try sqlite("SELECT count(*) FROM outbox WHERE \(condition)")
        guard let count = Int(text) else { throw Failure("not a count: \(text)") }
        return count
    }

    /// Waits until no letter is left that may still be delivered.
    func waitForEmptyOutbox(limit: Duration = .seconds(60)) throws {
        try wait(for: "an outbox in which nothing waits", limit: limit) { try letters(where: "buried IS NULL") == 0 }
    }

    /// Makes a number of seconds pass for every letter alike, leases included: it becomes due that much earlier.
    ///
    /// This stands for nothing but waiting: the outbox knows no other time than when a letter is due.
    func letTimePassInTheOutbox(seconds: Int) throws {
        try change("UPDATE outbox SET due = due - \(seconds)000 WHERE buried IS NULL")
    }

    /// Changes the database while the services run.
    func change(_ sql: String) throws {
        let stop = try WriteStop(of: database)
        defer { stop.release() }
        _ = try sqlite(sql, readOnly: false)
    }
}
