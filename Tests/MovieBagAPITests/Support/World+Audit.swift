import MovieBag
import Testing

extension World {
    /// Makes a request of a client, with the name that the web server gives it.
    func send(_ call: Call, from client: String, id: String?) throws -> TestResponse {
        var call = call
        call.others["REMOTE_ADDR"] = client
        call.others["REQUEST_ID"] = id
        return try send(call)
    }

    /// Commits a record of an account that was added, with which those are written that wait for the next commit.
    func commitRecords() throws {
        try service.store.record(
            AuditEntry(
                id: try #require(AuditEntryID(hexadecimal: Array("000000000000000000000001".utf8)[...])),
                kind: .accountAdded, account: nil))
    }
}
