import FoundationEssentials
import Glibc
import Logging
import MovieBag
import Testing

@testable import MovieBagService
@testable import ServiceLog

/// The lines about mails.
@Suite struct OutboxLogTests {
    @Test func eachNamesTheMailAndATimeThatCanBeRead() throws {
        let path = "/tmp/movie-bag-outbox-\(UInt64.random(in: .min ... .max))"
        defer { unlink(path) }
        let log = Log(level: .info, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        let id = try #require(OutboxMailID(hexadecimal: Array("6b0beccedd5e988dc027e053".utf8)[...]))
        let due = UnixTime(seconds: 1_795_990_317)
        let events: [OutboxEvent] = [
            .delivered(id, attempt: 1), .postponed(id, attempt: 2, until: due, reason: "exit status 75"),
            .deadLetter(id, attempt: 3, reason: "exit status 67"), .storageFailed("disk I/O error"),
        ]
        for event in events { log.report(event) }
        log.close()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { $0.dropFirst(25) }
        #expect(
            lines == [
                "info mail 6b0beccedd5e988dc027e053 delivered, attempt 1",
                "warning mail 6b0beccedd5e988dc027e053 postponed to 2026-11-29T22:11:57Z after attempt 2: exit status 75",
                "error mail 6b0beccedd5e988dc027e053 is a dead letter after attempt 3: exit status 67",
                "error outbox: disk I/O error",
            ])
    }
}
