import Glibc
import Synchronization
import Testing
import Threads

@testable import SQLite
import TestFiles

struct ConnectionCopyTests {
    let folder: TemporaryDirectory
    private var copyPath: String { folder.path + "/copy.db" }

    init() throws { folder = try TemporaryDirectory() }

    private func copy(progress: (Int, Int) -> Void = { _, _ in }) throws {
        let source = try Connection(path: folder.database, mode: .reader)
        try source.copy(to: try Connection(path: copyPath, mode: .copy), progress: progress)
    }

    @Test func aCopyIsOneFileWithAllThatWasCommitted() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.makeFilmTable()
        // In the WAL still: nothing has been checkpointed.
        for number in 0..<500 { try writer.add("Film \(number)") }
        try copy()
        #expect(try folder.permissions(of: copyPath) == 0o600)
        #expect(!folder.holds(copyPath + "-wal") && !folder.holds(copyPath + "-journal"))
        let reader = try Connection(path: copyPath, mode: .reader)
        #expect(try reader.films().count == 500)
        #expect(try reader.texts("PRAGMA journal_mode") == ["delete"])
        #expect(try reader.damages() == [])
    }

    /// The writer commits pairs; a copy of two states would hold a half.
    @Test func aCopyThatIsMadeWhileOthersWriteIsOneState() throws {
        let writer = try GroupCommitWriter(path: folder.database) { connection in
            try connection.makeFilmTable()
            try connection.execute(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                INSERT INTO film SELECT 'Film ' || i FROM n
                """)
        }
        defer { writer.stop() }
        let isOver = Atomic(false)
        let written = Atomic(0)
        try onThreads(2) { [self] thread in
            guard thread == 0 else {
                while !isOver.load(ordering: .relaxed) {
                    let number = written.add(1, ordering: .relaxed).newValue
                    try writer.write { connection in
                        try connection.add("A \(number)")
                        try connection.add("Z \(number)")
                    }
                }
                return
            }
            defer { isOver.store(true, ordering: .relaxed) }
            var before = 0
            try copy { done, _ in
                // Between two steps, some more are committed.
                let seen = written.load(ordering: .relaxed)
                while done > 0 && written.load(ordering: .relaxed) < seen + 3 && before < 20 { sched_yield() }
                before += 1
            }
        }
        let reader = try Connection(path: copyPath, mode: .reader)
        #expect(try reader.damages() == [])
        #expect(
            try reader.texts("SELECT substr(name, 3) FROM film WHERE name LIKE 'A %' ORDER BY 1")
                == reader.texts("SELECT substr(name, 3) FROM film WHERE name LIKE 'Z %' ORDER BY 1"))
        #expect(written.load(ordering: .relaxed) >= 3)
    }

    @Test func progressEndsWithAll() throws {
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
        var latest = (0, 0)
        try copy { latest = ($0, $1) }
        #expect(latest.0 == latest.1 && latest.1 >= 2)
    }

    @Test func aRowWithoutTheOneItRefersToIsDamage() throws {
        let connection = try Connection(path: folder.database, mode: .writer)
        try connection.execute(
            """
            CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id));
            PRAGMA foreign_keys = OFF; INSERT INTO b VALUES (1), (2)
            """)
        #expect(
            try connection.damages() == Array(repeating: "a row of b refers to a row of a that is not there", count: 2))
    }
}
