import Foundation
import MovieBag
import Testing

/// On a site that hides its accounts a request about an address is one commit, with all that is recorded of it: a record that
/// waited for the next commit would cause another one, a moment later.
@Suite struct HiddenAccountCommitTests {
    enum Request: String, CaseIterable {
        case signUp, logIn, forgot, withheldForgot, forgotOfDisabled, resend

        func call(_ email: String) -> Call {
            let body = #"{"email":\#(quoted(email))}"#
            return switch self {
            case .signUp: .signUp(email)
            case .logIn: Call("POST", "/api/auth/login", json: credentials(email, "wrong horse"))
            case .forgot, .withheldForgot, .forgotOfDisabled: Call("POST", "/api/auth/forgot", json: body)
            case .resend: Call("POST", "/api/auth/verify/resend", json: body)
            }
        }

        /// What is recorded where the address has an account, the earliest first.
        var ofKnown: [String] {
            switch self {
            case .signUp, .resend: ["proof-requested"]
            case .logIn: ["login-failed"]
            case .forgot: ["reset-requested"]
            case .withheldForgot, .forgotOfDisabled: ["reset-requested", "link-withheld"]
            }
        }

        /// What is recorded of an address that has none.
        var ofUnknown: [String] { Array(ofKnown.prefix(1)) }
    }

    /// ASVS 6.3.8
    @Test(arguments: Request.allCases) func isOneWhetherOrNotThereIsAnAccount(request: Request) throws {
        try withWorld(HiddenAccountTests.hiding) { (world) throws in
            #expect(try world.verify(try world.proofToken("ann@example.org")).status == 200)
            for (email, kinds) in [("ann@example.org", request.ofKnown), ("bob@example.org", request.ofUnknown)] {
                if request == .forgotOfDisabled { try world.execute("UPDATE accounts SET disabled = 1") }
                if request == .withheldForgot {
                    for _ in 0..<3 { #expect(try world.send(Request.forgot.call(email)).status == 200) }
                }
                // What waits by now does not count.
                try world.commitRecords()
                let (before, records) = (try world.commits(), try world.number("SELECT count(*) FROM audit"))
                #expect(try world.send(request.call(email)).status == (request == .logIn ? 401 : 200))
                #expect(try world.commits() == before + 1)
                let all = try world.service.store.records(AuditQuery(limit: 100))
                #expect(all.dropLast(Int(records)).reversed().map(\.kind) == kinds)
                // Nor does anything wait after that.
                try world.commitRecords()
                #expect(try world.number("SELECT count(*) FROM audit") == records + Int64(kinds.count))
            }
            _ = try world.takeMails()
        }
    }
}

extension World {
    /// How many transactions the write-ahead log holds, each ended by a frame with the size of the database in it
    /// (<https://www.sqlite.org/fileformat2.html#walformat>).
    fileprivate func commits() throws -> Int {
        let log = [UInt8](try Data(contentsOf: URL(filePath: folder.database + "-wal")))
        func number(_ place: Int) -> Int { log[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        let frame = 24 + number(8)
        let frames = stride(from: 32, through: log.count - frame, by: frame)
        // Behind those of this log may stand some of an earlier one, with another salt.
        return frames.prefix { log[$0 + 8..<$0 + 16] == log[16..<24] }.count { number($0 + 4) > 0 }
    }
}
