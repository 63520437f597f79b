import FoundationEssentials
import Glibc
import MovieBag
import Testing

@testable import MovieBagSQLite
import TestFiles

struct OutcomeUnknownTests {
    @Test func aCommitToFilesThatAreNotInTheirPlaceIsNeitherDoneNorNotDone() throws {
        let directory = try TemporaryDirectory()
        let database = try Database(path: directory["movies.db"]) { _ in }
        let store = SQLiteStore(database: database, blockingRegion: UnannouncedBlockingRegion())
        try store.write { _ in }
        let error = #expect(throws: OutcomeUnknown.self) {
            try store.write { [log = directory["movies.db-wal"]] connection in
                try connection.run("UPDATE collection SET version = version + 1")
                try #require(unlink(log) == 0)
            }
        }
        #expect(error.map { "\($0)".contains("movies.db-wal was moved or removed") } == true)
        // It has begun and ended, so what comes later is certainly not done.
        #expect(throws: StorageUnavailable.self) { try store.write { _ in } }
    }
}
