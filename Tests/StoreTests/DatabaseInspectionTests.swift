import FoundationEssentials
import MovieBag
import MovieBagSQLite
import SQLite
import Testing
import TestFiles

@Suite struct DatabaseInspectionTests {
    private let directory: TemporaryDirectory
    private var path: String { directory["movie-bag.db"] }

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func makeDatabase() throws -> Database { try Database(path: path) { _ in } }

    @Test func aDatabaseOfThisVersionIsFitWhetherItIsOpenOrNot() throws {
        let database = try makeDatabase()
        #expect(DatabaseInspection.fitness(of: path) == .fit)
        database.close()
        #expect(DatabaseInspection.fitness(of: path) == .fit)
    }

    @Test(arguments: [
        ("PRAGMA user_version = 1", SchemaCompatibility.older), ("PRAGMA user_version = 99", .newer),
        ("PRAGMA application_id = 7", .foreign),
    ])
    func otherVersionsAreToldApart(change: String, fitness: SchemaCompatibility) throws {
        try makeDatabase().close()
        try Connection(path: path, mode: .writer).execute(change)
        #expect(DatabaseInspection.fitness(of: path) == fitness)
    }

    /// As after a copy of the file and its log, or a loss of power: the log's index is not there.
    @Test(arguments: [
        ("", SchemaCompatibility.unclosed), ("PRAGMA user_version = 99", .newer),
        ("PRAGMA application_id = 7", .foreign),
    ])
    func aDatabaseWhoseLogHasNoIndexIsJudgedWithoutMakingOne(
        change: String, fitness: SchemaCompatibility
    ) throws {
        let database = try makeDatabase()
        let writer = try Connection(path: path, mode: .writer)
        try writer.execute(change)
        let copy = directory["copy.db"]
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        database.close()
        let names = directory.names
        #expect(DatabaseInspection.fitness(of: copy) == fitness)
        if fitness == .foreign {
            #expect(throws: MigrationError.foreignDatabase(applicationID: 7)) {
                try DatabaseInspection.refuseForeign(copy)
            }
        } else {
            try DatabaseInspection.refuseForeign(copy)
        }
        #expect(directory.names == names)
    }

    @Test func anEmptyFileIsOlderAndStaysEmpty() throws {
        try Data().write(to: URL(filePath: path))
        #expect(DatabaseInspection.fitness(of: path) == .older)
        #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
        #expect(directory.names == ["movie-bag.db"])
    }

    @Test func anotherFileCannotBeRead() throws {
        try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: path))
        guard case .unreadable(let reason) = DatabaseInspection.fitness(of: path) else {
            Issue.record("it was read")
            return
        }
        #expect(reason.contains("not a database"))
    }

    /// Mails 1 just written, 2 postponed, 3 in delivery, 4 dead.
    @Test func mailsThatSomebodyShouldKnowOfAreCounted() throws {
        let database = try makeDatabase()
        let store = database.makeStore(blockingRegion: UnannouncedBlockingRegion())
        let now = Sample.now
        try store.add(Sample.account(1))
        for number in 2...4 { try store.begin(Sample.reset("r\(number)", account: 1, mail: number)) }
        for leased in try store.leaseDue(at: now, limit: 3, leaseEnd: now + .seconds(90)) {
            switch leased.mail.id {
            case OutboxMailID(Sample.objectID(2)):
                try store.postpone(leased, until: now + .seconds(30), reason: "greylisted")
            case OutboxMailID(Sample.objectID(4)): try store.keepAsDeadLetter(leased, at: now, reason: "no such user")
            default: break
            }
        }
        try store.begin(Sample.reset("r1", account: 1, mail: 1))
        // The first is due at once, which it may be for a minute; the third is at work until its lease ends.
        let expected: [(Int64, Int)] = [(0, 1), (59, 1), (61, 2), (149, 2), (151, 3)]
        for (seconds, late) in expected {
            let mails = try DatabaseInspection.mails(in: path, at: now + .seconds(seconds))
            #expect(mails == MailFigures(late: late, dead: 1), "\(seconds)")
        }
    }

    @Test func whatIsUsedUpOfTheLimitsOfLinksIsCounted() throws {
        let store = try makeDatabase().makeStore(blockingRegion: UnannouncedBlockingRegion())
        #expect(
            try DatabaseInspection.linkUse(in: path, at: Sample.now) == LinkFigures(made: 0, waiting: 0))
        try store.add(Sample.account(1))
        for number in 1...5 {
            _ = try store.begin(
                LinkRequest(
                    from: .unidentified, at: Sample.now, link: Sample.reset("\(number)", account: 1, mail: number)),
                within: Limits())
        }
        #expect(
            try DatabaseInspection.linkUse(in: path, at: Sample.now) == LinkFigures(made: 3, waiting: 3))
        let later = Sample.now + .seconds(3600)
        #expect(try DatabaseInspection.linkUse(in: path, at: later) == LinkFigures(made: 0, waiting: 3))
    }

    @Test func theNumberOfTheSchemaIsReadWhetherItIsOpenOrNot() throws {
        #expect(try DatabaseInspection.schema(of: path) == nil)
        let database = try makeDatabase()
        let number = SQLiteMaintenance(path: path).programSchema
        #expect(try DatabaseInspection.schema(of: path) == number)
        try Connection(path: path, mode: .writer).execute("PRAGMA user_version = 3")
        #expect(try DatabaseInspection.schema(of: path) == 3)
        // Its log has no index, as after a loss of power.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: directory["copy.db"] + suffix)
        }
        #expect(try DatabaseInspection.schema(of: directory["copy.db"]) == 3)
        database.close()
        try Connection(path: path, mode: .writer).execute("PRAGMA application_id = 7")
        #expect(throws: MigrationError.self) { try DatabaseInspection.schema(of: path) }
    }

    @Test func aLocalDiskIsSuitable() {
        #expect(DatabaseInspection.unsuitableDisk(path) == nil)
        #expect(DatabaseInspection.unsuitableDisk("/nonexistent/movie-bag.db")?.contains("No such file") == true)
    }
}
