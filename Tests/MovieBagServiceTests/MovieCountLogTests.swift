import FoundationEssentials
import Glibc
import Logging
import MovieBag
import Testing

@testable import MovieBagService
@testable import ServiceLog

/// The lines about the movies of an older database.
@Suite struct MovieCountLogTests {
    @Test func eachSaysHowFarItIs() throws {
        let path = "/tmp/movie-bag-counting-\(UInt64.random(in: .min ... .max))"
        defer { unlink(path) }
        let log = Log(level: .notice, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        let failure = StorageUnavailable("disk I/O error")
        for event: MovieCounting.Event in [.began, .counted(2500), .failed(failure), .ended(4000)] { log.report(event) }
        log.close()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { $0.dropFirst(25) }
        #expect(
            lines == [
                "notice counting the movies of the older database: started; until it is done, quotas count too few movies",
                "notice counting the movies of the older database: 2500 so far",
                "error counting the movies of the older database: disk I/O error; it is tried again",
                "notice counting the movies of the older database: done, 4000 counted",
            ])
    }
}
