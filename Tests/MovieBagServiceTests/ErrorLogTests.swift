import Cryptography
import FoundationEssentials
import Glibc
import Logging
import MovieBag
import MovieBagAPI
import Testing

@testable import MovieBagService
@testable import ServiceLog

/// The lines about requests that failed.
@Suite struct ErrorLogTests {
    private struct Surprise: Error {}

    /// ASVS 16.3.4
    @Test func eachSaysWhy() throws {
        let path = "/tmp/movie-bag-errors-\(UInt64.random(in: .min ... .max))"
        defer { unlink(path) }
        let log = Log(level: .notice, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        log.report(Overloaded("the writer is behind"), published: .busy)
        log.report(HashLaneRequired(), published: .busy)
        // The same sentence is not repeated.
        log.report(ThreadsExhausted(), published: .busy)
        log.report(StorageUnavailable("disk I/O error"), published: .busy)
        log.report(Surprise(), published: .internalServer)
        for _ in 0..<2 { log.reportUnsearchable(SortedHashError.unreadable("it has become shorter")) }
        log.reportUnchecked(.unfit)
        log.close()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { String($0.dropFirst(25)) }
        let expected: [String] = [
            "warning a request was refused with 503 Busy: the writer is behind",
            """
            warning a request was refused with 503 Busy: no thread, password hash or memory was free within 5 s; if this is \
            frequent, the disk or the processors are too slow for the load
            """,
            "error storage: disk I/O error",
            "error InternalServer: Surprise: Surprise()",
            """
            error MOVIE_BAG_BREACHED_PASSWORDS: cannot be read: it has become shorter; new passwords are not compared with it
            """,
            """
            error bcrypt: the libcrypt that is installed has no bcrypt; accounts with such passwords cannot log in, and \
            movie-bag doctor counts them
            """,
        ]
        #expect(lines == expected)
    }
}
