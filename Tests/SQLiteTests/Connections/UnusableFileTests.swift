import CSQLite
import FoundationEssentials
import Testing

@testable import SQLite
import TestFiles

/// Files that are no good end in an error that says so.
struct UnusableFileTests {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test func missingFolderIsNamed() throws {
        let path = folder.path + "/nowhere/test.db"
        let error = #expect(throws: SQLiteError.self) { try Connection(path: path, mode: .writer) }
        #expect(error?.isCannotOpen == true)
        #expect(error?.message == "cannot create \(path): No such file or directory")
    }

    @Test func readerMakesNoFile() throws {
        let error = #expect(throws: SQLiteError.self) { try Connection(path: folder.database, mode: .reader) }
        #expect(error?.isCannotOpen == true)
        #expect(!folder.holds(folder.database))
    }

    @Test func folderIsNoDatabase() throws {
        let error = #expect(throws: SQLiteError.self) { try Connection(path: folder.path, mode: .writer) }
        #expect(error?.isCannotOpen == true)
    }

    @Test(arguments: [Connection.Mode.reader, .writer])
    func otherFileIsNoDatabase(mode: Connection.Mode) throws {
        try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: folder.database))
        let error = #expect(throws: SQLiteError.self) { try Connection(path: folder.database, mode: mode) }
        #expect(error?.isCorrupt == true)
    }

    @Test func damagedPageIsReported() throws {
        do {
            let writer = try Connection(path: folder.database, mode: .writer)
            try writer.makeFilmTable()
            for number in 0..<500 { try writer.add("film \(number)") }
            _ = try writer.checkpoint(.truncate)
        }
        var bytes = try Data(contentsOf: URL(filePath: folder.database))
        for index in 4096..<bytes.count { bytes[index] = 0x5A }
        try bytes.write(to: URL(filePath: folder.database))
        let reader = try Connection(path: folder.database, mode: .reader)
        let error = #expect(throws: SQLiteError.self) { try reader.films() }
        #expect(error?.isCorrupt == true)
    }

    @Test func lockedDatabaseIsBusyAfterTheTimeout() throws {
        let first = try Connection(path: folder.database, mode: .writer)
        let second = try Connection(path: folder.database, mode: .writer, busyTimeout: .milliseconds(5))
        try first.execute("BEGIN IMMEDIATE")
        let error = #expect(throws: SQLiteError.self) { try second.execute("BEGIN IMMEDIATE") }
        #expect(error?.isBusy == true)
    }

    @Test func fullDatabaseIsFull() throws {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.makeFilmTable()
        try writer.execute("PRAGMA max_page_count = 5")
        let error = #expect(throws: SQLiteError.self) { try writer.add(String(repeating: "x", count: 40_000)) }
        #expect(error?.isFull == true)
    }
}
