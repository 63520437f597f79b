import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// `movie-bag schema`, by which the package decides between a reload and a restart.
    @EndToEnd
    @Suite struct SchemaCommandTests {
        private let directory: TemporaryDirectory
        private var database: String { directory["movie-bag.db"] }

        init() throws { directory = try TemporaryDirectory() }

        private func schema(of database: String? = nil) throws -> FinishedProgram {
            try FinishedProgram(
                [Repository.program, "schema"],
                environment: ["MOVIE_BAG_DATABASE": database ?? self.database, "MOVIE_BAG_ENV_FILE": "/dev/null"])
        }

        private func make(_ sql: String) throws {
            let shell = try FinishedProgram(["sqlite3", database, "CREATE TABLE IF NOT EXISTS t (x); " + sql])
            #expect(shell.ending == .status(0))
        }

        @Test func whereThereIsNoDatabaseThereIsNothingToCompare() throws {
            let compared = try schema()
            #expect(compared.ending == .status(0))
            #expect(compared.output.hasPrefix("database none\nprogram "))
            #expect(compared.output.hasSuffix("\nthe service makes the database at its first start\n"))
            #expect(try Files.names(in: directory.path).isEmpty)
        }

        @Test func anOlderAndANewerDatabaseAreToldFromOneOfThisSchema() throws {
            try make("PRAGMA application_id = 1299150402; PRAGMA user_version = 3")
            let older = try schema()
            #expect(older.ending == .status(1))
            #expect(older.output.hasPrefix("database 3\nprogram "))
            #expect(older.errors.contains("restart the service, a reload is not enough"))
            let program = try #require(older.output.split(separator: "\n").last?.split(separator: " ").last)
            try make("PRAGMA user_version = \(program)")
            let equal = try schema()
            #expect(equal.ending == .status(0) && equal.errors.isEmpty)
            let advice = "equal: after an upgrade of the program, a reload is enough\n"
            #expect(equal.output == "database \(program)\nprogram \(program)\n\(advice)")
            try make("PRAGMA user_version = 999")
            let newer = try schema()
            #expect(newer.ending == .status(1))
            #expect(newer.errors.contains("install the newer program"))
        }

        @Test func aURLIsRefusedAndNotShown() throws {
            let refused = try schema(of: "postgresql://ann:hunter2@db.example.org/movies")
            #expect(refused.ending == .status(78))
            #expect(refused.errors.contains("MOVIE_BAG_DATABASE: names a PostgreSQL database, and this build has no"))
            #expect(!(refused.output + refused.errors).contains("hunter2"))
        }

        @Test func whatIsNoDatabaseOfThisProgramIsRefused() throws {
            try make("PRAGMA application_id = 7")
            #expect(try schema().ending != .status(0))
        }
    }
}
