import MovieBag
import MovieBagStorage
import Testing

@testable import MovieBagConfiguration

/// Where a database is, as MOVIE_BAG_DATABASE says it.
@Suite struct StorageLocationTests {
    private static func read(_ text: String) -> (location: StorageLocation?, problems: [String]) {
        var problems: [String] = []
        let location = StorageLocation.named(text) { problems.append($0) }
        return (location, problems)
    }

    @Test(arguments: [
        "/nowhere/movie-bag.db", "/nowhere/a:b", "/nowhere/http://x", "nowhere/postgres:x", "9p://x/y", "://x/y",
    ])
    func aPathIsAFile(path: String) {
        let (location, problems) = Self.read(path)
        #expect(location == .file(path))
        #expect(location?.file == path)
        #expect(location.map(String.init(describing:)) == path)
        #expect(problems == [])
    }

    @Test(arguments: [
        "postgresql://ann:hunter2@host/db", "postgres://ann:hunter2@host/db", "PostgreSQL://ann:hunter2@host",
        " postgres://ann:hunter2@host", "postgres:/ann:hunter2@host", "postgresql:ann:hunter2@host",
    ])
    func aPostgreSQLDatabaseIsRefusedWithoutAWordOfIt(url: String) {
        let (location, problems) = Self.read(url)
        #expect(location == nil)
        #expect(problems.count == 1)
        #expect(problems[0].contains("this build has no PostgreSQL"))
        #expect(!problems[0].contains("hunter2") && !problems[0].contains("host"))
    }

    @Test(arguments: ["mysql://ann:hunter2@host/db", "file:///var/lib/hunter2.db", "x-y+z.1://hunter2"])
    func anotherURLIsNoPathEither(url: String) {
        let (location, problems) = Self.read(url)
        #expect(location == nil)
        #expect(problems == ["is a URL; give the path of an SQLite file"])
    }

    /// Nothing is made, and every other problem is said too.
    @Test func settingsWithAURLAreRefused() throws {
        var reader = try SettingsReader(
            environment: [
                "MOVIE_BAG_DATABASE": "postgres://ann:hunter2@host/db", "MOVIE_BAG_PAGE_SIZE": "0",
                "MOVIE_BAG_JWT_SECRET": "short",
            ], envFile: nil)
        let error = #expect(throws: SettingsError.self) { _ = try Settings(&reader) }
        let problems = error?.problems.map(\.description) ?? []
        #expect(problems.first?.hasPrefix("MOVIE_BAG_DATABASE: names a PostgreSQL database") == true)
        #expect(problems.contains { $0.hasPrefix("MOVIE_BAG_PAGE_SIZE") })
        #expect(problems.contains { $0.hasPrefix("MOVIE_BAG_JWT_SECRET") })
        #expect(!"\(problems)".contains("hunter2"))
    }

    @Test func withoutADatabaseFileTheSecretMustBeGiven() throws {
        var reader = try SettingsReader(environment: [:], envFile: nil)
        #expect(TokenSecret(&reader, database: nil) == nil)
        #expect(reader.problems.count == 1)
        #expect(reader.problems.first?.description.hasPrefix("MOVIE_BAG_JWT_SECRET_FILE: must be given") == true)
    }

    @Test func aFileIsAskedThroughSQLite() throws {
        let maintenance = StorageLocation.file("/nowhere/movie-bag.db").maintenance
        #expect(try maintenance.schema() == nil)
        #expect(maintenance.copiesBeforeUpgrades.contains("/nowhere/movie-bag.db.before-1"))
        #expect(throws: (any Error).self) { try maintenance.openExisting() }
    }
}
