import FoundationEssentials
import Glibc
import Logging
import MovieBag
import Testing

@testable import MovieBagService
@testable import ServiceLog

/// The lines about the movies of an older database.
@Suite struct BackfillLogTests {
    private static func lines(_ events: [MovieBackfill.Event]) throws -> [Substring] {
        let path = "/tmp/movie-bag-backfill-\(UInt64.random(in: .min ... .max))"
        defer { unlink(path) }
        let log = Log(level: .notice, writer: try LogWriter(path: path, of: "MOVIE_BAG_LOG_FILE"))
        for event in events { log.report(event) }
        log.close()
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { $0.dropFirst(25) }
    }

    @Test func eachSaysHowFarItIs() throws {
        let failure = StorageUnavailable("disk I/O error")
        #expect(
            try Self.lines([
                .began(.counts), .continued(.counts, 2500), .failed(.counts, failure), .ended(.counts, 4000),
            ]) == [
                "notice counting the movies of the older database: started; until it is done, quotas count too few movies",
                "notice counting the movies of the older database: 2500 so far",
                "error counting the movies of the older database: disk I/O error; it is tried again",
                "notice counting the movies of the older database: done, 4000 counted",
            ])
        #expect(
            try Self.lines([.began(.keys), .ended(.keys, 4000)]) == [
                """
                notice comparing names of movies of the older database: started; until it is done, a new movie may get the name \
                that an older one has in other characters (Unicode NFC)
                """,
                "notice comparing names of movies of the older database: done, 4000 compared",
            ])
        #expect(
            try Self.lines([.began(.documents), .ended(.documents, 4000)]) == [
                """
                notice preparing the movies of the older database for searches: started; until it is done, searches, filters \
                and orders other than that of ids have the response 503
                """,
                "notice preparing the movies of the older database for searches: done, 4000 prepared",
            ])
    }
}
