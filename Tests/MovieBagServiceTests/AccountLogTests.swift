import FoundationEssentials
import Glibc
import Logging
import MovieBag
import Testing
import Text
import Web

@testable import MovieBagService
@testable import ServiceLog
import TestFiles

/// The lines about refused log-ins, resets and limits.
@Suite struct AccountLogTests {
    private let temporary: TemporaryDirectory
    private var directory: String { temporary.path }
    private var path: String { "\(directory)/log" }
    private let account = AccountID(hexadecimal: Array("65a0f0f0f0f0f0f0f0f0f0f0".utf8)[...])

    init() throws {
        temporary = try TemporaryDirectory()
    }

    private func lines(level: Logger.Level = .notice, _ report: (Log) throws -> Void) throws -> [String] {
        let log = Log(level: level, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        try report(log)
        log.close()
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { String($0.dropFirst(25)) }
    }

    private func client(_ address: String) -> Client {
        ClientRecognition(proxies: nil).sender(remote: Array(address.utf8), forwardedFor: nil)
    }

    private func entry(
        _ kind: AuditKind, of account: AccountID?, by actor: AccountID? = nil, from client: Client?,
        request: RequestID? = nil, detail: String? = nil
    ) throws -> AuditEntry {
        AuditEntry(
            id: try #require(AuditEntryID(hexadecimal: Array("65a0f0f0f0f0f0f0f0f0f0f2".utf8)[...])), kind: kind,
            account: account, actor: actor, client: client, request: request, detail: detail)
    }

    @Test func eachHasClientAndAccount() throws {
        let other = AccountID(hexadecimal: Array("65a0f0f0f0f0f0f0f0f0f0f1".utf8)[...])
        let account = try #require(account)
        let (four, six) = (client("192.0.2.1"), client("2001:DB8:0::1"))
        let found = try lines { log in
            log.report(try entry(.logInFailed, of: account, from: four))
            log.report(try entry(.logInFailed, of: nil, from: six, detail: "address 0123"))
            log.report(try entry(.resetRequested, of: account, from: client("unix:")))
            log.report(try entry(.linkWithheld, of: account, from: six))
            log.report(try entry(.passwordReset, of: account, from: four, request: RequestID(Array("a.B-9_".utf8))))
            log.report(try entry(.accountDisabled, of: account, by: other, from: four))
            log.report(try entry(.accountAdded, of: account, from: nil))
            log.report(try entry(.loggedIn, of: account, from: four))
            log.report(try entry(.accessRefused, of: account, by: account, from: four, detail: "TokenScope"))
            log.report(
                LimitReached(retryAfter: 7, account: account), by: four,
                Request(variables: ["REQUEST_METHOD": "POST", "REQUEST_URI": "/api/auth/forgot"]))
            log.report(
                LimitReached(retryAfter: 8), by: four,
                Request(variables: ["REQUEST_METHOD": "POST", "REQUEST_URI": "/reset/TOKEN%0A"]))
        }
        #expect(
            found == [
                "notice log-in failed: client 192.0.2.1, account 65a0f0f0f0f0f0f0f0f0f0f0",
                "notice log-in failed: client 2001:db8::1, account unknown, address 0123",
                "notice reset requested: client unknown, account 65a0f0f0f0f0f0f0f0f0f0f0",
                "notice link withheld: client 2001:db8::1, account 65a0f0f0f0f0f0f0f0f0f0f0",
                "notice password reset: client 192.0.2.1, account 65a0f0f0f0f0f0f0f0f0f0f0, request a.B-9_",
                "notice account disabled: client 192.0.2.1, account 65a0f0f0f0f0f0f0f0f0f0f0, "
                    + "by account 65a0f0f0f0f0f0f0f0f0f0f1",
                "notice account added: client none, account 65a0f0f0f0f0f0f0f0f0f0f0",
                "notice access refused: client 192.0.2.1, account 65a0f0f0f0f0f0f0f0f0f0f0, TokenScope",
                "notice limit reached: client 192.0.2.1, account 65a0f0f0f0f0f0f0f0f0f0f0, POST /api/auth/forgot, "
                    + "retry after 7 s",
                "notice limit reached: client 192.0.2.1, account unknown, POST /reset/…, retry after 8 s",
            ])
    }

    @Test func aFloodIsSummedUpAndNoneIsForgotten() throws {
        let client = client("192.0.2.1")
        let found = try lines { log in
            for _ in 0..<1000 { log.report(try entry(.logInFailed, of: nil, from: client)) }
        }
        #expect(found.count == 26)
        #expect(found[20].hasSuffix("account unknown (and 19 more before it, not listed)"))
        #expect(found[25] == "notice log-in failed: 360 more, not listed")
    }

    @Test func aboveTheirLevelTheyAreLeftOut() throws {
        let failure = try entry(.logInFailed, of: nil, from: .unidentified)
        #expect(try lines(level: .warning) { $0.report(failure) } == [])
        let logIn = try entry(.loggedIn, of: nil, from: .unidentified)
        #expect(try lines(level: .info) { $0.report(logIn) }.count == 1)
    }
}
