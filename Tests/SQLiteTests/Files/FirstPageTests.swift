import FoundationEssentials
import Testing

@testable import SQLite
import TestFiles

struct FirstPageTests {
    private let folder: TemporaryDirectory
    private let copy: String

    init() throws {
        folder = try TemporaryDirectory()
        copy = folder.path + "/copy.db"
    }

    /// Copies a database as it is on the disk while a connection has it open.
    private func copyFiles() throws {
        for suffix in ["", "-wal"] where folder.holds(folder.database + suffix) {
            try FileManager.default.copyItem(atPath: folder.database + suffix, toPath: copy + suffix)
        }
    }

    @Test(arguments: [Connection.Mode.copy, .writer])
    func itSaysWhatAConnectionWould(_ mode: Connection.Mode) throws {
        let connection = try Connection(path: folder.database, mode: mode)
        try connection.execute("CREATE TABLE t (x); PRAGMA application_id = 7; PRAGMA user_version = -9")
        try copyFiles()
        let page = try #require(FirstPage(of: copy))
        #expect((page.applicationID, page.userVersion) == (7, -9))
        #expect(!page.isEmpty)
        withExtendedLifetime(connection) {}
    }

    @Test func onlyWhatIsCommittedCounts() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.execute("PRAGMA user_version = 1")
        // So much that it goes to the log before it is committed.
        try connection.execute(
            """
            PRAGMA cache_size = 1;
            BEGIN; CREATE TABLE t (x); PRAGMA user_version = 2;
            INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                SELECT zeroblob(1000) FROM n;
            """)
        try copyFiles()
        #expect(try folder.size(of: copy + "-wal") > 1_000_000)
        #expect(FirstPage(of: copy)?.userVersion == 1)
        #expect(FirstPage(of: copy)?.isEmpty == true)
        try connection.execute("COMMIT")
        for suffix in ["", "-wal"] { try FileManager.default.removeItem(atPath: copy + suffix) }
        try copyFiles()
        #expect(FirstPage(of: copy)?.userVersion == 2)
    }

    /// Frames of before a checkpoint lie behind those of after it.
    @Test func whatALogHeldBeforeItStartedAnewDoesNotCount() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        for number in 1...5 { try connection.execute("PRAGMA user_version = \(number)") }
        _ = try connection.integer("PRAGMA wal_checkpoint(RESTART)")
        try connection.execute("CREATE TABLE t (x); PRAGMA user_version = 6")
        try copyFiles()
        #expect(FirstPage(of: copy)?.userVersion == 6)
        withExtendedLifetime(connection) {}
    }

    @Test func whatIsNoDatabaseHasNone() throws {
        #expect(FirstPage(of: copy) == nil)
        for text in ["", "SQLite format 3", String(repeating: "x", count: 4096)] {
            try Data(text.utf8).write(to: URL(filePath: copy))
            #expect(FirstPage(of: copy) == nil)
        }
    }

    @Test func aLogThatIsNoneIsPassedOver() throws {
        try Connection(path: copy, mode: .copy).execute("CREATE TABLE t (x); PRAGMA user_version = 3")
        for bytes in [Data(), Data(repeating: 7, count: 31), Data(repeating: 7, count: 100_000)] {
            try bytes.write(to: URL(filePath: copy + "-wal"))
            #expect(FirstPage(of: copy)?.userVersion == 3)
        }
    }
}
