import FoundationEssentials
import Testing

@testable import SQLite
import TestFiles

struct DatabaseUsersTests {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test func nobodyUsesADatabaseThatIsNotThere() throws {
        #expect(try DatabaseUsers.oneOther(of: folder.database) == nil)
    }

    @Test func aProcessThatHasItOpenIsNamed() throws {
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
        let other = try OtherProcess(having: folder.database)
        let user = try #require(try DatabaseUsers.oneOther(of: folder.database))
        #expect(try String(contentsOfFile: "/proc/\(user)/comm", encoding: .utf8) == "sqlite3\n")
        other.end()
        #expect(try DatabaseUsers.oneOther(of: folder.database) == nil)
    }
}
