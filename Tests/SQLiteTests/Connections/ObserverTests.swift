import FoundationEssentials
import Testing

@testable import SQLite
import TestFiles

/// A connection that looks and leaves no trace.
struct ObserverTests {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func makeDatabase() throws -> Connection {
        let writer = try Connection(path: folder.database, mode: .writer)
        try writer.makeFilmTable()
        try writer.add("Alien")
        return writer
    }

    private func observe(_ path: String? = nil) throws -> [String] {
        try Connection(path: path ?? folder.database, mode: .observer).films()
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func whatStandsInTheLogIsSeenWhileAWriterLives() throws {
        let writer = try makeDatabase()
        #expect(try observe() == ["Alien"])
        try writer.add("Brazil")
        #expect(try observe() == ["Alien", "Brazil"])
    }

    @Test func neitherLogNorIndexIsMade() throws {
        _ = try makeDatabase()
        let (log, index) = (folder.log, folder.database + "-shm")
        let copy = folder.path + "/copy.db"
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: folder.database + suffix, toPath: copy + suffix)
        }
        // A log without its index, as a crash leaves it behind when the index stood in memory alone.
        for file in [log, index, folder.database] { try? FileManager.default.removeItem(atPath: file) }
        let before = try names()
        _ = try? observe(copy)
        #expect(try names() == before)
    }

    @Test func aDatabaseWithoutALogIsReadByItself() throws {
        do {
            let writer = try makeDatabase()
            try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        }
        for file in [folder.log, folder.database + "-shm"] { try? FileManager.default.removeItem(atPath: file) }
        #expect(try observe() == ["Alien"])
        #expect(try names() == ["test.db"])
    }

    @Test func nothingCanBeWritten() throws {
        let writer = try makeDatabase()
        let observer = try Connection(path: folder.database, mode: .observer)
        #expect(throws: SQLiteError.self) { try observer.add("Brazil") }
        #expect(try writer.films() == ["Alien"])
    }

    /// The path becomes a URI, in which some characters would mean something.
    @Test(arguments: ["a?b.db", "a%41#.db", "a b&c=d.db", "ä.db"])
    func anyNameIsTakenAsItIs(name: String) throws {
        let path = "\(folder.path)/\(name)"
        do {
            let writer = try Connection(path: path, mode: .writer)
            try writer.makeFilmTable()
            try writer.add("Alien")
            #expect(try observe(path) == ["Alien"])
            try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        }
        #expect(try observe(path) == ["Alien"])
    }

    @Test func whatIsNotThereIsNotMade() throws {
        let error = #expect(throws: SQLiteError.self) { try observe() }
        #expect(error?.isCannotOpen == true)
        #expect(try names() == [])
    }
}
