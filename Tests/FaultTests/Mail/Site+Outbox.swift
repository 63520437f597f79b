import TestSite

extension Site {
    /// Asks for a new password, and expects the promise of a mail.
    func forget(_ email: String, on connection: HTTPConnection? = nil) throws {
        let response = try (connection ?? client.connect()).exchange(Self.forgot(email))
        guard response.status == 200 else { throw Failure("forgot for \(email): \(response.status) \(response.text)") }
    }

    static func forgot(_ email: String) -> HTTPRequest {
        HTTPRequest("POST", "/api/auth/forgot", json: #"{"email":"\#(email)"}"#)
    }

    /// How many mails of the outbox fulfil a condition of SQL.
    func mails(where condition: String = "TRUE") throws -> Int {
        let text = try sqlite("SELECT count(*) FROM outbox WHERE \(condition)")
        guard let count = Int(text) else { throw Failure("not a count: \(text)") }
        return count
    }

    /// Waits until no mail is left that may still be delivered.
    func waitForEmptyOutbox(limit: Duration = .seconds(60)) throws {
        try wait(for: "an outbox in which nothing waits", limit: limit) { try mails(where: "buried IS NULL") == 0 }
    }

    /// Makes a number of seconds pass for every mail alike, leases included: it becomes due that much earlier.
    ///
    /// This stands for nothing but waiting: the outbox knows no other time than when a mail is due.
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
