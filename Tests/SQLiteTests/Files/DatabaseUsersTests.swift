import FoundationEssentials
import Glibc
import Testing

@testable import SQLite

struct DatabaseUsersTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func nobodyUsesADatabaseThatIsNotThere() throws {
        #expect(try DatabaseUsers.oneOther(of: folder.database) == nil)
    }

    @Test func aProcessThatHasItOpenIsNamed() throws {
        try Connection(path: folder.database, mode: .writer).makeFilmTable()
        // A shell that has read once and then waits for its input.
        let shell = try #require(popen("exec sqlite3 \(folder.database) >\(folder.path)/output", "w"))
        fputs("SELECT 'has read', count(*) FROM film;\n", shell)
        fflush(shell)
        let deadline = ContinuousClock.now + .seconds(20)
        while (try? String(contentsOfFile: folder.path + "/output", encoding: .utf8).contains("has read")) != true,
            ContinuousClock.now < deadline
        {
            usleep(2000)
        }

        let user = try #require(try DatabaseUsers.oneOther(of: folder.database))
        #expect(try String(contentsOfFile: "/proc/\(user)/comm", encoding: .utf8) == "sqlite3\n")
        #expect(pclose(shell) == 0)
        #expect(try DatabaseUsers.oneOther(of: folder.database) == nil)
    }
}
